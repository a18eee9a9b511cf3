package dev.fabula.projection.postgres;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Digest;
import dev.fabula.projection.RowHash;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A transaction that sees one moment: values and tokens of all generations, exactly as they belong together. */
final class PostgresSnapshot<V> implements SinkSnapshot<V> {

    private final Connection connection;
    private final PostgresSink<V> sink;
    private final Table table;

    PostgresSnapshot(DataSource database, PostgresSink<V> sink, Table table) {
        this.sink = sink;
        this.table = table;
        try {
            connection = database.getConnection();
        } catch (SQLException failed) {
            throw Sql.meaning("open a snapshot", failed);
        }
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        } catch (SQLException failed) {
            close();
            throw Sql.meaning("open a snapshot", failed);
        }
    }

    private <T> T call(String what, Sql.Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException failed) {
            throw Sql.meaning(what, failed);
        }
    }

    @Override
    public Map<Integer, Long> positions(String processor) {
        return call("read the positions of " + processor, _ -> {
            Map<Integer, Long> positions = new HashMap<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT segment, position FROM projection.progress WHERE processor = ?")) {
                query.setString(1, processor);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        positions.put(row.getInt(1), row.getLong(2));
                    }
                }
            }
            return positions;
        });
    }

    @Override
    public List<Digest> digest(String target, String other, int buckets) {
        return call("digest " + target, _ -> {
            List<Digest> digests = new ArrayList<>(Collections.nCopies(buckets, Digest.EMPTY));
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT bucket, count(*), sum(hash) FROM (SELECT "
                            + hashed(target, other) + " FROM " + Table.of(target) + " t) AS h GROUP BY bucket")) {
                query.setInt(1, buckets);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        digests.set(
                                row.getInt(1),
                                new Digest(row.getLong(2), row.getBigDecimal(3).toBigIntegerExact()));
                    }
                }
            }
            return digests;
        });
    }

    @Override
    public Map<TenantKey, RowHash> rows(String target, String other, Collection<Integer> bucketsWanted, int buckets) {
        return call("look into the buckets of " + target, _ -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT * FROM (SELECT " + hashed(target, other) + ", t.tenant_id, t.\""
                            + table.key() + "\" FROM " + Table.of(target) + " t) AS h WHERE bucket = ANY (?)")) {
                query.setInt(1, buckets);
                query.setArray(2, connection.createArrayOf("integer", bucketsWanted.toArray()));
                return rows(query);
            }
        });
    }

    @Override
    public Map<TenantKey, RowHash> rows(String target, String other, List<TenantKey> keys, int buckets) {
        return call("look up rows of " + target, _ -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT "
                    + hashed(target, other).replace("?", Integer.toString(buckets))
                    + ", t.tenant_id, t.\"" + table.key()
                    + "\" FROM unnest(?::text[], ?::text[]) AS k(tenant, key) JOIN "
                    + Table.of(target) + " t ON t.tenant_id = k.tenant AND t.\"" + table.key() + "\" = k.key")) {
                PostgresSink.bind(connection, query, keys);
                return rows(query);
            }
        });
    }

    private static Map<TenantKey, RowHash> rows(PreparedStatement query) throws SQLException {
        Map<TenantKey, RowHash> rows = new HashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rows.put(
                        new TenantKey(new TenantId(row.getString(3)), row.getString(4)),
                        new RowHash(row.getInt(1), row.getLong(2)));
            }
        }
        return rows;
    }

    /** Bucket, with the number of buckets as a parameter, and hash of a row; position is no part of what readers see. */
    private String hashed(String target, String other) throws SQLException {
        StringBuilder columns = new StringBuilder();
        for (String column : common(target, other)) {
            columns.append(", t.\"").append(column).append('"');
        }
        return "((hashtextextended(t.tenant_id || '/' || t.\"" + table.key()
                + "\", 1) & 1073741823) % ?)::integer AS bucket, hashtextextended(ROW(t.tenant_id, t.\"" + table.key()
                + "\"" + columns + ")::text, 0) AS hash";
    }

    private List<String> common(String target, String other) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT a.attname FROM pg_attribute a JOIN pg_attribute b ON b.attname = a.attname AND NOT b.attisdropped
                WHERE a.attrelid = ?::regclass AND b.attrelid = ?::regclass AND a.attnum > 0 AND b.attnum > 0
                  AND NOT a.attisdropped AND a.attname NOT IN ('tenant_id', 'position', ?)
                ORDER BY a.attname""")) {
            query.setString(1, Table.of(target));
            query.setString(2, Table.of(other));
            query.setString(3, table.key());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    @Override
    public Map<TenantKey, Stored<V>> load(String target, Collection<TenantKey> keys) {
        return call("load from " + target, _ -> sink.load(connection, target, keys));
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            // The snapshot is over either way; a pool notices a broken connection by itself.
            org.slf4j.LoggerFactory.getLogger(PostgresSnapshot.class).debug("a snapshot did not end in order", lost);
        }
    }
}
