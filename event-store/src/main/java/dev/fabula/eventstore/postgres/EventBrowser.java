package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.PersonalDataMask;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** History as operators look at it: as it is stored, with personal data masked. */
public final class EventBrowser {

    /** Positions that one question looks at, so that a filter that nothing passes cannot read the whole history. */
    private static final long WINDOW = 100_000;

    /**
     * What to show.
     *
     * @param after the position before the first one
     * @param limit events at most
     */
    public record Question(
            long after,
            int limit,
            @Nullable String type,
            @Nullable String stream,
            @Nullable TenantId tenant) {}

    /**
     * An event as it is stored.
     *
     * @param metadata without the tenant, masked
     * @param payload masked; where it is not JSON, a text that says so
     */
    public record Shown(
            long position,
            Instant at,
            String tenant,
            String type,
            int revision,
            String stream,
            long sequence,
            String eventId,
            JsonNode metadata,
            JsonNode payload) {}

    /**
     * @param through everything up to here has been looked at
     * @param head the last position there is
     */
    public record Page(List<Shown> events, long through, long head) {}

    private final DataSource database;
    private final JsonMapper json = JsonMapper.shared();

    /** @param database as the role that operates */
    public EventBrowser(DataSource database) {
        this.database = database;
    }

    public Page look(Question question) {
        StringBuilder sql = new StringBuilder("SELECT e.position, e.sequence, e.recorded_at, e.stream_id, e.event_id,"
                + " coalesce(t.name, '?' || e.type), e.revision, e.tenant_id, e.metadata, e.payload"
                + " FROM event_store.event e LEFT JOIN event_store.event_type t ON t.id = e.type"
                + " WHERE e.position > ? AND e.position <= ?");
        List<Object> filters = new ArrayList<>();
        if (question.type() != null) {
            sql.append(" AND e.type = (SELECT id FROM event_store.event_type WHERE name = ?)");
            filters.add(question.type());
        }
        if (question.stream() != null) {
            sql.append(" AND e.stream_id = ?");
            filters.add(Ulids.toUuid("a stream", question.stream()));
        }
        if (question.tenant() != null) {
            sql.append(" AND e.tenant_id = ?");
            filters.add(question.tenant().value());
        }
        sql.append(" ORDER BY e.position LIMIT ?");
        try (Connection connection = database.getConnection()) {
            long head = head(connection);
            long window = question.stream() == null ? Math.min(head, question.after() + WINDOW) : head;
            try (PreparedStatement query = connection.prepareStatement(sql.toString())) {
                int i = 1;
                query.setLong(i++, question.after());
                query.setLong(i++, window);
                for (Object filter : filters) {
                    query.setObject(i++, filter);
                }
                query.setInt(i, question.limit());
                List<Shown> events = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        events.add(shown(row));
                    }
                }
                boolean full = events.size() == question.limit();
                long through = full ? events.getLast().position() : Math.max(question.after(), window);
                return new Page(events, through, head);
            }
        } catch (SQLException failed) {
            throw new HistoryUnavailableException("cannot look into the history: " + failed.getMessage(), failed);
        }
    }

    private static long head(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT event_store.head()");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private Shown shown(ResultSet row) throws SQLException {
        return new Shown(
                row.getLong(1),
                row.getTimestamp(3).toInstant(),
                row.getString(8),
                row.getString(6),
                row.getInt(7),
                Ulids.fromUuid(row.getObject(4, UUID.class)),
                row.getLong(2),
                Ulids.fromUuid(row.getObject(5, UUID.class)),
                masked(row.getBytes(9)),
                masked(row.getBytes(10)));
    }

    private JsonNode masked(byte[] stored) {
        try {
            JsonNode tree = json.readTree(stored);
            PersonalDataMask.apply(tree);
            return tree;
        } catch (JacksonException malformed) {
            String text = new String(stored, 0, Math.min(stored.length, 20), StandardCharsets.ISO_8859_1);
            return json.getNodeFactory()
                    .stringNode("(not JSON, " + stored.length + " bytes, beginning with: "
                            + text.replaceAll("[^\\x20-\\x7e]", "?") + ")");
        }
    }
}
