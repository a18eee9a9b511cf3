package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.StoredHistory;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.codec.Ulids;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/** The history in the table of events. */
public final class PostgresHistory implements History, StoredHistory {

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
    public List<Recorded<DomainEvent>> stream(TenantId tenant, String stream, long toInclusive) {
        if (!Ulids.isUlid(stream)) {
            return List.of();
        }
        return select(
                "stream_id = ? AND tenant_id = ? AND position <= ? ORDER BY sequence",
                Ulids.toUuid("a stream", stream),
                tenant.value(),
                toInclusive);
    }

    /** A scan of the tenant's events, which erasures are rare enough for. */
    @Override
    public List<Recorded<DomainEvent>> mentioning(
            TenantId tenant, String subject, Set<String> types, long toInclusive) {
        byte[] written =
                ("\"subject\":" + JsonMapper.shared().writeValueAsString(subject)).getBytes(StandardCharsets.UTF_8);
        return select(
                "tenant_id = ? AND position(? IN payload) > 0 AND (cardinality(?::smallint[]) = 0 OR type = ANY (?))"
                        + " AND position <= ? ORDER BY position",
                tenant.value(),
                written,
                this.types.idsOf(types),
                this.types.idsOf(types),
                toInclusive);
    }

    private List<Recorded<DomainEvent>> select(String where, Object... parameters) {
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT " + StoredEvent.COLUMNS + " FROM event_store.event WHERE " + where)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(
                        i + 1,
                        parameters[i] instanceof Short[] ids
                                ? connection.createArrayOf("smallint", ids)
                                : parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    events.addAll(rows.read(StoredEvent.of(row)));
                }
            }
        } catch (SQLException failed) {
            throw unavailable(failed);
        }
        return events;
    }

    @Override
    public HistoryCursor read(HistoryRange range, UnreadableEvents unreadable) {
        long end = Math.min(range.toInclusive(), head());
        HistoryRange there = new HistoryRange(Math.min(range.fromExclusive(), end), end, range.types());
        return new CopyCursor(new CopyPages(database, types, there), rows, unreadable);
    }

    @Override
    public Optional<Instant> recordedAt(long position) {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT recorded_at FROM event_store.event WHERE position = ?")) {
            query.setLong(1, position);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw unavailable(failed);
        }
    }

    /** The head comes first: whatever is stored up to there has a name by then. */
    @Override
    public StoredHistory.Cursor readStored(long fromExclusive, long toInclusive, Predicate<String> wanted) {
        long end = Math.min(toInclusive, head());
        return new StoredCursor(
                new CopyPages(database, types.matching(wanted), Math.min(fromExclusive, end), end), types);
    }

    static HistoryUnavailableException unavailable(SQLException failed) {
        return new HistoryUnavailableException("cannot read the history: " + failed.getMessage(), failed);
    }
}
