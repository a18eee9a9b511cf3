package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.tenancy.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.sql.DataSource;

/** What happens to keys over the years: they are checked at start, rewrapped, destroyed. */
public final class KeyAdministration {

    private static final int REWRAPPED_AT_ONCE = 500;

    /** A key that has been destroyed while the event that says so is not yet known to be recorded. */
    public record Destroyed(Subject subject, String reason) {}

    private final DataSource database;
    private final MasterKeys master;

    /** @param database as the role that appends */
    public KeyAdministration(DataSource database, MasterKeys master) {
        this.database = database;
        this.master = master;
    }

    /**
     * Refuses a master key that is not the one used before, and the absence of one that is still needed; records the
     * current one where it is new.
     *
     * @throws MasterKeyException naming the key and what is wrong with it
     */
    public void check() {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO event_store.master_key (id, witness) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
                insert.setString(1, master.current());
                insert.setBytes(2, master.witness(master.current()));
                insert.executeUpdate();
            }
            try (PreparedStatement query = connection.prepareStatement("""
                    SELECT id, witness, EXISTS (SELECT FROM event_store.subject_key k WHERE k.master_key = m.id)
                    FROM event_store.master_key m ORDER BY id""");
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    check(row.getString(1), row.getBytes(2), row.getBoolean(3));
                }
            }
        } catch (SQLException failed) {
            throw new KeysUnavailableException("cannot check the master keys", failed);
        }
    }

    private void check(String id, byte[] witness, boolean needed) {
        if (!master.has(id)) {
            if (needed) {
                throw new MasterKeyException("the master key " + id + " is missing"
                        + " (fabula.personal-data.master-keys): keys of data subjects are wrapped by it");
            }
        } else if (!master.isWitness(id, witness)) {
            throw new MasterKeyException("the master key " + id + " is not the one that was used under this id before"
                    + " (fabula.personal-data.master-keys)");
        }
    }

    /**
     * Wraps every key that an older master key wraps with the current one, in small transactions; may be interrupted and
     * repeated. Afterwards the older master keys can be thrown away, and with them what old backups could still open.
     *
     * @return how many keys were rewrapped
     */
    public int rewrap() {
        int all = 0;
        try (Connection connection = database.getConnection()) {
            for (int some = rewrapSome(connection); some > 0; some = rewrapSome(connection)) {
                all += some;
            }
        } catch (SQLException failed) {
            throw new KeysUnavailableException("rewrapping stopped after " + all + " keys", failed);
        }
        return all;
    }

    private int rewrapSome(Connection connection) throws SQLException {
        record Old(Subject subject, String masterKey, byte[] wrapped) {}
        List<Old> old = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT tenant_id, subject, master_key, wrapped FROM event_store.subject_key
                WHERE master_key IS NOT NULL AND master_key <> ? LIMIT ?""")) {
            query.setString(1, master.current());
            query.setInt(2, REWRAPPED_AT_ONCE);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Subject subject = new Subject(new TenantId(row.getString(1)), row.getString(2));
                    old.add(new Old(subject, row.getString(3), row.getBytes(4)));
                }
            }
        }
        // Compared with what was read, so that a key destroyed meanwhile stays destroyed.
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE event_store.subject_key SET master_key = ?, wrapped = ?
                WHERE tenant_id = ? AND subject = ? AND wrapped = ?""")) {
            for (Old key : old) {
                byte[] bound = key.subject().bound();
                SecretKey unwrapped = master.unwrap(key.masterKey(), key.wrapped(), bound);
                update.setString(1, master.current());
                update.setBytes(2, master.wrap(unwrapped, bound));
                update.setString(3, key.subject().tenant().value());
                update.setString(4, key.subject().id());
                update.setBytes(5, key.wrapped());
                update.addBatch();
            }
            update.executeBatch();
        }
        return old.size();
    }

    /**
     * Destroys the subject's key for ever and tells all nodes; also where there was none, so that none can be made.
     *
     * @return whether it was still there; false where it had been destroyed before
     */
    public boolean destroy(Subject subject, String reason) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        WITH destroyed AS (
                            INSERT INTO event_store.subject_key AS k (tenant_id, subject, destroyed_at, destroyed_reason)
                            VALUES (?, ?, now(), ?)
                            ON CONFLICT (tenant_id, subject) DO UPDATE
                                SET wrapped = NULL, master_key = NULL, destroyed_at = now(), destroyed_reason = excluded.destroyed_reason
                                WHERE k.destroyed_at IS NULL
                            RETURNING tenant_id, subject)
                        SELECT count(*), count(pg_notify('fabula_keys', tenant_id || ' ' || subject)) FROM destroyed""")) {
            update.setString(1, subject.tenant().value());
            update.setString(2, subject.id());
            update.setString(3, reason);
            try (ResultSet row = update.executeQuery()) {
                return row.next() && row.getInt(1) > 0;
            }
        } catch (SQLException failed) {
            throw new KeysUnavailableException("cannot destroy the key of a data subject", failed);
        }
    }

    /** Notes where history says that the key is destroyed. */
    public void recorded(Subject subject, long position) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE event_store.subject_key SET destroyed_position = ?
                        WHERE tenant_id = ? AND subject = ? AND destroyed_position IS NULL AND destroyed_at IS NOT NULL""")) {
            update.setLong(1, position);
            update.setString(2, subject.tenant().value());
            update.setString(3, subject.id());
            update.executeUpdate();
        } catch (SQLException failed) {
            throw new KeysUnavailableException("cannot note where an erasure is recorded", failed);
        }
    }

    /** Destroyed keys whose event may be missing, because a process died between the two. */
    public List<Destroyed> unrecorded() {
        List<Destroyed> open = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT tenant_id, subject, destroyed_reason FROM event_store.subject_key
                        WHERE destroyed_at IS NOT NULL AND destroyed_position IS NULL LIMIT 1000""");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Subject subject = new Subject(new TenantId(row.getString(1)), row.getString(2));
                open.add(new Destroyed(subject, row.getString(3)));
            }
            return open;
        } catch (SQLException failed) {
            throw new KeysUnavailableException("cannot list unrecorded erasures", failed);
        }
    }
}
