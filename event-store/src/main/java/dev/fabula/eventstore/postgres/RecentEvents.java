package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.UnreadableEvents;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last events of history, read and decoded once for all readers of this process that keep up with it. Whoever is
 * further behind, or has an event before it that cannot be read, reads for itself.
 */
final class RecentEvents {

    /** Events that are kept; readers of one process are seldom further apart. */
    static final int MOST = 1_000;

    private static final Duration FALLBACK = Duration.ofMillis(500);

    private final History history;
    private final HeadWatch heads;
    private @Nullable Window window;
    private long lastLook;

    RecentEvents(History history, HeadWatch heads) {
        this.history = history;
        this.heads = heads;
    }

    /**
     * Some of history, in order.
     *
     * @param from the position before it
     * @param through the last position that it tells of
     */
    record Window(long from, long through, List<Recorded<DomainEvent>> events) {

        /** Those past a position. */
        List<Recorded<DomainEvent>> after(long position) {
            int low = 0;
            int high = events.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (events.get(middle).position() <= position) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return events.subList(low, events.size());
        }
    }

    /**
     * History from some position before this one up to its end, or not quite; nothing where that is not kept. Asks the
     * database only where there may be more than is kept.
     */
    @Nullable
    synchronized Window since(long position) {
        Window kept = window;
        if (kept == null) {
            long head = history.head();
            kept = new Window(head, head, List.of());
            lastLook = System.nanoTime();
        }
        if (position >= kept.through() && isMoreAfter(kept.through())) {
            kept = more(kept);
        }
        window = kept;
        return position < kept.from() ? null : kept;
    }

    private boolean isMoreAfter(long through) {
        long now = System.nanoTime();
        if (heads.head() <= through && now - lastLook < FALLBACK.toNanos()) {
            return false;
        }
        lastLook = now;
        return true;
    }

    /** Up to as many more as are kept in all; what then is too much goes, the earliest first. */
    private Window more(Window kept) {
        List<Recorded<DomainEvent>> events = new java.util.ArrayList<>(kept.events());
        long from = kept.from();
        long through = kept.through();
        try (HistoryCursor cursor = history.read(HistoryRange.of(through, Long.MAX_VALUE), UnreadableEvents.STOP)) {
            int read = 0;
            List<Recorded<DomainEvent>> page;
            do {
                page = cursor.next();
                events.addAll(page);
                through = cursor.position();
                read += page.size();
            } while (!page.isEmpty() && read < MOST);
        } catch (UnreadableEventException unreadable) {
            // Each reader decides for itself what to do about it, if it is of a type that it wants at all.
            return new Window(unreadable.position(), unreadable.position(), List.of());
        }
        // What was personal is not kept in clear past its erasure.
        int keep = Math.max(events.size() - MOST, lastErasure(events));
        while (keep > 0
                && keep < events.size()
                && events.get(keep).position() == events.get(keep - 1).position()) {
            keep++;
        }
        if (keep > 0) {
            from = events.get(keep - 1).position();
        }
        return new Window(from, through, List.copyOf(events.subList(Math.max(0, keep), events.size())));
    }

    /** Where in the list the last one is; 0 where there is none. */
    private static int lastErasure(List<Recorded<DomainEvent>> events) {
        for (int i = events.size() - 1; i > 0; i--) {
            if (events.get(i).event() instanceof SubjectKeyDestroyed) {
                return i;
            }
        }
        return 0;
    }

    /** Those of some types, by their wire names; of all where none is named. */
    static Stream<Recorded<DomainEvent>> of(Set<String> types, List<Recorded<DomainEvent>> events, EventNames names) {
        return types.isEmpty()
                ? events.stream()
                : events.stream().filter(each -> types.contains(names.of(each.event())));
    }

    /** What an event is called. */
    @FunctionalInterface
    interface EventNames {
        String of(DomainEvent event);
    }
}
