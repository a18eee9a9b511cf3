package dev.fabula.bench;

import dev.fabula.contracts.event.EventMetadata;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;

/** A read model as it is usually written: a statement for each event, in the transaction of the processor. */
final class StockShelfHandler {

    private static final String OPEN =
            "INSERT INTO stock.shelf AS s (tenant_id, diary, title, owner, entries, letters, position) VALUES (?, ?, ?, ?, 0, 0, ?)"
                    + " ON CONFLICT (tenant_id, diary) DO UPDATE SET title = excluded.title, owner = excluded.owner";
    /** Inserts as well, because the replay may begin after the diary was opened. */
    private static final String ENTRY =
            "INSERT INTO stock.shelf AS s (tenant_id, diary, title, owner, entries, letters, mood, last_entry_at, position)"
                    + " VALUES (?, ?, '', '', 1, ?, ?, ?, ?) ON CONFLICT (tenant_id, diary) DO UPDATE SET entries = s.entries + 1,"
                    + " letters = s.letters + excluded.letters, mood = excluded.mood, last_entry_at = excluded.last_entry_at,"
                    + " position = excluded.position";

    private static final String REMOVE =
            "UPDATE stock.shelf SET entries = entries - 1, position = ? WHERE tenant_id = ? AND diary = ?";
    private static final String RENAME =
            "UPDATE stock.shelf SET title = ?, position = ? WHERE tenant_id = ? AND diary = ?";

    private final JdbcTemplate jdbc;
    private final boolean collects;
    private final ThreadLocal<Map<String, List<Object[]>>> collected = ThreadLocal.withInitial(LinkedHashMap::new);

    /** @param collects whether statements wait for the end of the transaction, to be sent together */
    StockShelfHandler(JdbcTemplate jdbc, boolean collects) {
        this.jdbc = jdbc;
        this.collects = collects;
    }

    @EventHandler
    void on(DiaryEvent.DiaryOpened event, TrackedEventMessage<?> message) {
        write(OPEN, tenant(message), event.diary(), event.title(), event.owner(), position(message));
    }

    @EventHandler
    void on(DiaryEvent.EntryWritten event, TrackedEventMessage<?> message) {
        entry(event.diary(), event.text(), event.mood(), message);
    }

    @EventHandler
    void on(DiaryEvent.SecretEntryWritten event, TrackedEventMessage<?> message) {
        entry(event.diary(), event.text(), event.mood(), message);
    }

    private void entry(String diary, String text, String mood, TrackedEventMessage<?> message) {
        Instant at = message.getTimestamp();
        write(ENTRY, tenant(message), diary, (long) text.length(), mood, Timestamp.from(at), position(message));
    }

    @EventHandler
    void on(DiaryEvent.EntryRemoved event, TrackedEventMessage<?> message) {
        write(REMOVE, position(message), tenant(message), event.diary());
    }

    @EventHandler
    void on(DiaryEvent.DiaryRenamed event, TrackedEventMessage<?> message) {
        write(RENAME, event.title(), position(message), tenant(message), event.diary());
    }

    private void write(String sql, Object... parameters) {
        if (!collects) {
            jdbc.update(sql, parameters);
            return;
        }
        Map<String, List<Object[]>> batch = collected.get();
        if (batch.isEmpty()) {
            CurrentUnitOfWork.get().onPrepareCommit(_ -> flush());
            CurrentUnitOfWork.get().onCleanup(_ -> collected.remove());
        }
        batch.computeIfAbsent(sql, _ -> new ArrayList<>()).add(parameters);
    }

    private void flush() {
        collected.get().forEach((sql, rows) -> jdbc.batchUpdate(sql, rows));
    }

    private static String tenant(TrackedEventMessage<?> message) {
        return String.valueOf(message.getMetaData().get(EventMetadata.TENANT));
    }

    private static long position(TrackedEventMessage<?> message) {
        TrackingToken token = message.trackingToken();
        return token.position().orElseThrow();
    }
}
