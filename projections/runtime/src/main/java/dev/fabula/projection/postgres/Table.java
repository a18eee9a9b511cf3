package dev.fabula.projection.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a template declares: {@code tenant_id}, one text column as the key, the values, {@code position}.
 *
 * @param name of the read model
 * @param key the name of the key's column
 * @param values the other columns with their types, in the template's order
 */
record Table(String name, String key, Map<String, ColumnKind> values) {

    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod),
                   EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = a.attrelid AND c.contype = 'p' AND a.attnum = ANY (c.conkey))
            FROM pg_attribute a
            WHERE a.attrelid = projection.find_template(?) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    /** @throws IllegalStateException saying what a template that is none lacks */
    static Table read(Connection connection, String name) throws SQLException {
        String key = null;
        boolean tenant = false;
        boolean position = false;
        Map<String, ColumnKind> values = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String column = row.getString(1);
                    boolean inKey = row.getBoolean(3);
                    if (column.equals("tenant_id")) {
                        tenant = inKey;
                    } else if (column.equals("position")) {
                        position = true;
                    } else if (inKey && key == null && row.getString(2).equals("text")) {
                        key = column;
                    } else {
                        values.put(column, ColumnKind.of(name, column, row.getString(2)));
                    }
                }
            }
        }
        if (!tenant || !position || key == null) {
            throw new IllegalStateException(name
                    + " is no template of a read model: it needs tenant_id, one text column as the key, position,"
                    + " and a primary key of the first two");
        }
        return new Table(name, key, values);
    }

    static String of(String target) {
        return "read_generation.\"" + target + '"';
    }

    /** All columns of a row as {@link Rows} reads them, behind tenant, key and position. */
    String list(List<Column> columns, String alias) {
        return alias + ".tenant_id, " + alias + ".\"" + key + "\", " + alias + ".position"
                + columns.stream()
                        .map(column -> ", " + alias + ".\"" + column.name() + '"')
                        .collect(Collectors.joining());
    }
}
