package dev.fabula.eventstore;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The whole history, to be read by whoever folds it. Positions count from 1 without gaps, and nothing at or before the
 * {@link #head} will ever change or appear.
 */
public interface History {

    /** The last position, 0 while nothing has happened. */
    long head();

    /** The last position recorded at that time or before, 0 where there is none. */
    long positionAt(Instant time);

    /**
     * Opens the range for reading, in the order of positions. Holds at most two pages in memory and no transaction
     * between pages. Several ranges can be read at the same time.
     *
     * @param unreadable what to do about an event that cannot be read
     */
    HistoryCursor read(HistoryRange range, UnreadableEvents unreadable);

    /**
     * One stream from its beginning, in order.
     *
     * @param tenant whose it must be; a stream of another is as empty as one that does not exist
     * @param toInclusive the last position to read
     */
    default List<Recorded<DomainEvent>> stream(TenantId tenant, String stream, long toInclusive) {
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        try (HistoryCursor cursor = read(HistoryRange.of(0, toInclusive))) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                page.stream()
                        .filter(event -> event.stream().equals(stream)
                                && event.metadata().tenant().equals(tenant))
                        .forEach(events::add);
            }
        }
        return events;
    }

    /**
     * The events with personal data of a subject, in order, and perhaps others of the tenant.
     *
     * @param types wire names to read; empty for all
     */
    default List<Recorded<DomainEvent>> mentioning(
            TenantId tenant, String subject, Set<String> types, long toInclusive) {
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        try (HistoryCursor cursor = read(new HistoryRange(0, toInclusive, types))) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                page.stream()
                        .filter(event -> event.metadata().tenant().equals(tenant))
                        .forEach(events::add);
            }
        }
        return events;
    }

    /** The same, stopping at an event that cannot be read. */
    default HistoryCursor read(HistoryRange range) {
        return read(range, UnreadableEvents.STOP);
    }
}
