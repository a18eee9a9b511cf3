package dev.fabula.projection.postgres;

import dev.fabula.projection.Change;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One statement for a batch of rows, each column one array. */
final class UpsertStatement {

    private final Table table;
    private final List<Column> columns;
    private final String insert;

    UpsertStatement(Table table, List<Column> columns) {
        this.table = table;
        this.columns = columns;
        insert = sql();
    }

    private String sql() {
        StringBuilder names = new StringBuilder("tenant_id, \"" + table.key() + "\", position");
        StringBuilder arrays = new StringBuilder("?::text[], ?::text[], ?::bigint[]");
        StringBuilder fields = new StringBuilder("tenant, key, position");
        StringBuilder values = new StringBuilder("u.tenant, u.key, u.position");
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String field = "c" + i;
            names.append(", \"").append(column.name()).append('"');
            arrays.append(", ?::").append(arrayType(column.kind())).append("[]");
            fields.append(", ").append(field);
            values.append(", ").append(expression(column.kind(), "u." + field));
        }
        String assignments = columns.stream()
                .map(column -> "\"" + column.name() + "\" = excluded.\"" + column.name() + '"')
                .collect(Collectors.joining(", "));
        return " AS t (" + names + ") SELECT " + values + " FROM unnest(" + arrays + ") AS u(" + fields
                + ") ON CONFLICT (tenant_id, \"" + table.key() + "\") DO UPDATE SET "
                + (assignments.isEmpty() ? "" : assignments + ", ")
                + "position = excluded.position WHERE t.position <= excluded.position";
    }

    /** In which type the driver sends the values of a column. */
    private static String arrayType(ColumnKind kind) {
        return switch (kind) {
            case BIGINT, INTEGER, BOOLEAN -> kind.sql();
            case DOUBLE -> "float8";
            default -> "text";
        };
    }

    private static String expression(ColumnKind kind, String field) {
        return switch (kind) {
            case TIMESTAMP, DATE, NUMERIC, JSON -> field + "::" + kind.sql();
            case TEXTS ->
                "CASE WHEN " + field + " IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(" + field
                        + "::jsonb)) END";
            default -> field;
        };
    }

    void run(Connection connection, String target, List<? extends Change<?>> changes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + Table.of(target) + insert)) {
            PostgresSink.bind(
                    connection, statement, changes.stream().map(Change::key).toList());
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", changes.stream().map(Change::position).toArray()));
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                @Nullable
                Object[] values = changes.stream()
                        .map(change -> sent(column, Objects.requireNonNull(change.value())))
                        .toArray();
                statement.setArray(4 + i, connection.createArrayOf(arrayType(column.kind()), values));
            }
            statement.executeUpdate();
        }
    }

    private static @Nullable Object sent(Column column, Object row) {
        Object value = Rows.stored(column, row);
        if (value == null) {
            return null;
        }
        return switch (column.kind()) {
            case TIMESTAMP, DATE -> value.toString();
            case NUMERIC -> ((BigDecimal) value).toPlainString();
            case TEXTS -> JsonMapper.shared().writeValueAsString(value);
            default -> value;
        };
    }
}
