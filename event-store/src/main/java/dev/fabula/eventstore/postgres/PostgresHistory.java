package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.codec.EventCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/** The history in the table of events. */
public final class PostgresHistory implements History {

    private final DataSource database;
    private final EventRows rows;
    private final TypeIds types;

    /** @param database as the role that operates */
    public PostgresHistory(DataSource database, EventCodec codec) {
        this.database = database;
        types = new TypeIds(database);
        rows = new EventRows(codec, types);
    }

    @Override
    public long head() {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT event_store.head()");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw unavailable(failed);
        }
    }

    /** Times never go back as positions go on, so the position is found by halving, over the primary key. */
    @Override
    public long positionAt(Instant time) {
        long before = 0;
        long after = head() + 1;
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT recorded_at <= ? FROM event_store.event WHERE position = ?")) {
            query.setTimestamp(1, Timestamp.from(time));
            while (after - before > 1) {
                long middle = before + (after - before) / 2;
                query.setLong(2, middle);
                try (ResultSet row = query.executeQuery()) {
                    if (row.next() && row.getBoolean(1)) {
                        before = middle;
                    } else {
                        after = middle;
                    }
                }
            }
            return before;
        } catch (SQLException failed) {
            throw unavailable(failed);
        }
    }

    @Override
    public HistoryCursor read(HistoryRange range, UnreadableEvents unreadable) {
        long end = Math.min(range.toInclusive(), head());
        HistoryRange there = new HistoryRange(Math.min(range.fromExclusive(), end), end, range.types());
        return new CopyCursor(new CopyPages(database, types, there), rows, unreadable);
    }

    static HistoryUnavailableException unavailable(SQLException failed) {
        return new HistoryUnavailableException("cannot read the history: " + failed.getMessage(), failed);
    }
}
