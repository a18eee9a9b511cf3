package dev.fabula.projection.postgres;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The types of columns that a read model may have, each with the Java type that carries its values. */
enum ColumnKind {
    TEXT("text"),
    BIGINT("bigint"),
    INTEGER("integer"),
    BOOLEAN("boolean"),
    DOUBLE("double precision"),
    NUMERIC("numeric"),
    TIMESTAMP("timestamp with time zone"),
    DATE("date"),
    TEXTS("text[]"),
    JSON("jsonb");

    private final String sql;

    ColumnKind(String sql) {
        this.sql = sql;
    }

    /** As PostgreSQL's {@code format_type} says it. */
    String sql() {
        return sql;
    }

    static ColumnKind of(String table, String column, String sql) {
        String plain = sql.startsWith("numeric(") ? "numeric" : sql;
        return Arrays.stream(values())
                .filter(kind -> kind.sql.equals(plain))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(table + "." + column + " is a " + sql
                        + "; a column of a read model is one of "
                        + Arrays.stream(values()).map(ColumnKind::sql).collect(Collectors.joining(", "))));
    }
}
