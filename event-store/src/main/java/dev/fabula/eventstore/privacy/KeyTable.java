package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.tenancy.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The wrapped keys in PostgreSQL. */
public final class KeyTable {

    /** @param wrapped nothing once destroyed, as with the master key's id */
    record Row(@Nullable String masterKey, byte @Nullable [] wrapped) {}

    private final DataSource database;

    /** @param database as the role that appends, or as one that only reads, which then cannot make keys */
    public KeyTable(DataSource database) {
        this.database = database;
    }

    Optional<Row> find(Subject subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT master_key, wrapped FROM event_store.subject_key WHERE tenant_id = ? AND subject = ?")) {
            query.setString(1, subject.tenant().value());
            query.setString(2, subject.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new Row(row.getString(1), row.getBytes(2))) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw new KeysUnavailableException("cannot read the key of a data subject", failed);
        }
    }

    /** Those of a tenant's subjects that have a key, or had one. */
    Map<String, Row> find(TenantId tenant, Collection<String> subjects) {
        Map<String, Row> found = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT subject, master_key, wrapped FROM event_store.subject_key"
                                + " WHERE tenant_id = ? AND subject = ANY (?)")) {
            query.setString(1, tenant.value());
            query.setArray(2, connection.createArrayOf("text", subjects.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), new Row(row.getString(2), row.getBytes(3)));
                }
            }
            return found;
        } catch (SQLException failed) {
            throw new KeysUnavailableException("cannot read keys of data subjects", failed);
        }
    }

    /** All of them in one go, so that they wait for the disk once. */
    void insertIfAbsent(TenantId tenant, String masterKey, Map<String, byte[]> wrapped) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO event_store.subject_key"
                        + " (tenant_id, subject, master_key, wrapped)"
                        + " SELECT ?, key.subject, ?, key.wrapped FROM unnest(?::text[], ?::bytea[]) AS key (subject, wrapped)"
                        + " ON CONFLICT DO NOTHING")) {
            insert.setString(1, tenant.value());
            insert.setString(2, masterKey);
            insert.setArray(3, connection.createArrayOf("text", wrapped.keySet().toArray()));
            insert.setArray(
                    4, connection.createArrayOf("bytea", wrapped.values().toArray(byte[][]::new)));
            int _ = insert.executeUpdate();
        } catch (SQLException failed) {
            throw new KeysUnavailableException("cannot store keys of data subjects", failed);
        }
    }

    void insertIfAbsent(Subject subject, String masterKey, byte[] wrapped) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO event_store.subject_key"
                        + " (tenant_id, subject, master_key, wrapped) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, subject.tenant().value());
            insert.setString(2, subject.id());
            insert.setString(3, masterKey);
            insert.setBytes(4, wrapped);
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw new KeysUnavailableException("cannot store the key of a data subject", failed);
        }
    }
}
