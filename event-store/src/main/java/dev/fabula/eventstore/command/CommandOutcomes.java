package dev.fabula.eventstore.command;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.codec.Ulids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** What commands with an id led to. Written by the history together with their events, read and expired here. */
public final class CommandOutcomes {

    private static final int EXPIRED_AT_ONCE = 5_000;

    /** @param fingerprint of the command that was decided */
    record Stored(byte[] fingerprint, CommandOutcome outcome) {}

    private final DataSource database;

    /** @param database as the role that appends */
    public CommandOutcomes(DataSource database) {
        this.database = database;
    }

    Optional<Stored> find(TenantId tenant, String id) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT fingerprint, stream_id, sequence,"
                        + " position, recorded_at FROM event_store.command_outcome(?, ?)")) {
            query.setString(1, tenant.value());
            query.setString(2, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Stored(
                        row.getBytes(1),
                        new CommandOutcome(
                                Ulids.fromUuid(row.getObject(2, UUID.class)),
                                row.getLong(3),
                                row.getLong(4),
                                row.getTimestamp(5).toInstant(),
                                true,
                                null)));
            }
        } catch (SQLException failed) {
            throw new HistoryUnavailableException(
                    "cannot look up the outcome of a command: " + failed.getMessage(), failed);
        }
    }

    /**
     * Forgets outcomes of that age, in small transactions.
     *
     * @return how many
     */
    public int expire(Duration age) {
        int all = 0;
        try (Connection connection = database.getConnection();
                PreparedStatement call = connection.prepareStatement(
                        "SELECT event_store.expire_command_outcomes(make_interval(secs => ?), ?)")) {
            call.setDouble(1, age.toMillis() / 1e3);
            call.setInt(2, EXPIRED_AT_ONCE);
            int some;
            do {
                try (ResultSet row = call.executeQuery()) {
                    row.next();
                    some = row.getInt(1);
                }
                all += some;
            } while (some == EXPIRED_AT_ONCE);
            return all;
        } catch (SQLException failed) {
            throw new HistoryUnavailableException("cannot expire outcomes: " + failed.getMessage(), failed);
        }
    }
}
