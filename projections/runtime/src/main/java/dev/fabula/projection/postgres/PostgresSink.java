package dev.fabula.projection.postgres;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Change;
import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.SinkUnavailableException;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A read model in PostgreSQL. Everything happens in the transaction of the calling thread, so that values and the token
 * that says how far they go are there together or not at all.
 */
public final class PostgresSink<V> implements Sink<V> {

    private static final int COPY_BUFFER = 1 << 16;
    private static final int COPY_CHUNK = COPY_BUFFER - (1 << 12);

    private final DataSource database;
    private final Table table;
    private final Rows<V> rows;
    private final UpsertStatement upsert;

    /**
     * @param database as the role that operates
     * @param name of the template, in whichever of the schemas that have some
     * @throws IllegalStateException where the record and the template do not fit
     */
    public PostgresSink(DataSource database, String name, Class<V> type) {
        this.database = database;
        try (Connection connection = database.getConnection()) {
            table = Table.read(connection, name);
        } catch (SQLException failed) {
            throw new SinkUnavailableException("cannot read the template " + name + ": " + failed.getMessage(), failed);
        }
        rows = new Rows<>(type, name, table.values());
        upsert = new UpsertStatement(table, rows.columns());
    }

    @Override
    public String kind() {
        return "postgres";
    }

    @Override
    public boolean joinsTransactions() {
        return true;
    }

    @Override
    public String target(int number) {
        return table.name() + "_" + number;
    }

    @Override
    public void create(String target) {
        run("create " + target, "SELECT projection.create_table(?, ?)", table.name(), target);
    }

    @Override
    public boolean isEmpty(String target) {
        return Sql.call(database, "look into " + target, connection -> {
            try (PreparedStatement query =
                            connection.prepareStatement("SELECT NOT EXISTS (SELECT FROM " + Table.of(target) + ")");
                    ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        });
    }

    @Override
    public void fill(String target, Collection<Change<V>> added) {
        Sql.call(database, "fill " + target, connection -> {
            StringBuilder names = new StringBuilder("tenant_id, \"" + table.key() + "\", position");
            rows.columns()
                    .forEach(
                            column -> names.append(", \"").append(column.name()).append('"'));
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + Table.of(target) + " (" + names + ") FROM STDIN (FORMAT binary)");
            try {
                CopyBuffer buffer = new CopyBuffer(COPY_BUFFER);
                buffer.header();
                for (Change<V> change : added) {
                    write(buffer, change);
                    if (buffer.length() > COPY_CHUNK) {
                        copy.writeToCopy(buffer.bytes(), 0, buffer.length());
                        buffer.clear();
                    }
                }
                buffer.trailer();
                copy.writeToCopy(buffer.bytes(), 0, buffer.length());
                return copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
    }

    private void write(CopyBuffer buffer, Change<V> change) {
        V value = change.value();
        if (value == null) {
            return;
        }
        buffer.row(3 + rows.columns().size());
        buffer.text(change.key().tenant().value());
        buffer.text(change.key().key());
        buffer.bigint(change.position());
        for (Column column : rows.columns()) {
            buffer.field(column.kind(), Rows.stored(column, value));
        }
    }

    @Override
    public void prepareForUpdates(String target) {
        run("add the key of " + target, "SELECT projection.add_primary_key(?, ?)", table.name(), target);
    }

    @Override
    public void finish(String target) {
        run("finish " + target, "SELECT projection.finish_table(?, ?)", table.name(), target);
    }

    @Override
    public void promote(String target) {
        run("show " + target, "SELECT projection.show_generation(?, ?)", table.name(), target);
    }

    @Override
    public void drop(String target) {
        run("drop " + target, "SELECT projection.drop_table(?)", target);
    }

    private void run(String what, String sql, String... arguments) {
        Sql.call(database, what, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setString(i + 1, arguments[i]);
                }
                return statement.execute();
            }
        });
    }

    @Override
    public Map<TenantKey, Stored<V>> load(String target, Collection<TenantKey> keys) {
        return keys.isEmpty()
                ? Map.of()
                : Sql.call(database, "load from " + target, connection -> load(connection, target, keys));
    }

    Map<TenantKey, Stored<V>> load(Connection connection, String target, Collection<TenantKey> keys)
            throws SQLException {
        Map<TenantKey, Stored<V>> found = new HashMap<>(keys.size() * 2);
        try (PreparedStatement query = connection.prepareStatement("SELECT " + table.list(rows.columns(), "t")
                + " FROM unnest(?::text[], ?::text[]) AS k(tenant, key) JOIN " + Table.of(target)
                + " t ON t.tenant_id = k.tenant AND t.\"" + table.key() + "\" = k.key")) {
            bind(connection, query, keys);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    TenantKey key = new TenantKey(new TenantId(row.getString(1)), row.getString(2));
                    found.put(key, new Stored<>(rows.read(row, 4), row.getLong(3)));
                }
            }
        }
        return found;
    }

    static void bind(Connection connection, PreparedStatement statement, Collection<TenantKey> keys)
            throws SQLException {
        statement.setArray(
                1,
                connection.createArrayOf(
                        "text", keys.stream().map(key -> key.tenant().value()).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "text", keys.stream().map(TenantKey::key).toArray()));
    }

    @Override
    public void write(String target, Collection<Change<V>> changes) {
        List<Change<V>> gone = new ArrayList<>();
        List<Change<V>> there = new ArrayList<>();
        changes.forEach(change -> (change.value() == null ? gone : there).add(change));
        Sql.call(database, "write to " + target, connection -> {
            if (!there.isEmpty()) {
                upsert.run(connection, target, there);
            }
            if (!gone.isEmpty()) {
                delete(connection, target, gone);
            }
            return there.size() + gone.size();
        });
    }

    /** A value that is wrong may have a wrong position, too, so what is there goes first. */
    @Override
    public void replace(String target, Collection<Change<V>> changes) {
        write(
                target,
                changes.stream()
                        .map(change -> new Change<V>(change.key(), null, Long.MAX_VALUE))
                        .toList());
        write(target, changes.stream().filter(change -> change.value() != null).toList());
    }

    private void delete(Connection connection, String target, List<Change<V>> gone) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + Table.of(target)
                + " t USING unnest(?::text[], ?::text[], ?::bigint[]) AS k(tenant, key, position) WHERE t.tenant_id ="
                + " k.tenant AND t.\"" + table.key() + "\" = k.key AND t.position <= k.position")) {
            bind(connection, delete, gone.stream().map(Change::key).toList());
            delete.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", gone.stream().map(Change::position).toArray()));
            delete.executeUpdate();
        }
    }

    @Override
    public List<TenantKey> sample(String target, int count) {
        return Sql.call(database, "sample " + target, connection -> {
            List<TenantKey> keys = new ArrayList<>();
            // So many percent of the pages as should have more than enough rows; of a small table, all.
            try (PreparedStatement query = connection.prepareStatement("SELECT tenant_id, \"" + table.key()
                    + "\" FROM " + Table.of(target) + " TABLESAMPLE SYSTEM ((SELECT CASE WHEN reltuples < 5000 THEN 100"
                    + " ELSE least(100, 100.0 * greatest(2, ? * relpages / 100.0) / relpages) END FROM pg_class WHERE oid = '"
                    + Table.of(target) + "'::regclass)) ORDER BY random() LIMIT ?")) {
                query.setInt(1, count);
                query.setInt(2, count);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        keys.add(new TenantKey(new TenantId(row.getString(1)), row.getString(2)));
                    }
                }
            }
            return keys;
        });
    }

    @Override
    public Object comparable(V value) {
        return Rows.comparable(rows.columns(), value);
    }

    @Override
    public SinkSnapshot<V> snapshot() {
        return new PostgresSnapshot<>(database, this, table);
    }
}
