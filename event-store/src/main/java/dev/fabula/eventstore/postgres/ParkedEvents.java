package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.UnreadableEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps over events that cannot be read, and keeps which they were. */
public final class ParkedEvents implements UnreadableEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);
    private static final int LONGEST_REASON = 4_000;

    private final DataSource database;
    private final String reader;

    /**
     * @param database as the role that operates
     * @param reader who steps over them
     */
    public ParkedEvents(DataSource database, String reader) {
        this.database = database;
        this.reader = reader;
    }

    @Override
    public void found(UnreadableEventException unreadable) {
        LOG.error("{} parks an event: {}", reader, unreadable.getMessage());
        String reason = String.valueOf(unreadable.getMessage()).replace('\0', ' ');
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO event_store.parked_event (reader, position, tenant_id, type, revision, reason)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
            insert.setString(1, reader);
            insert.setLong(2, unreadable.position());
            insert.setString(3, unreadable.tenant());
            insert.setString(4, unreadable.type());
            insert.setInt(5, unreadable.revision());
            insert.setString(6, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw new HistoryUnavailableException("cannot park an event: " + failed.getMessage(), failed);
        }
    }
}
