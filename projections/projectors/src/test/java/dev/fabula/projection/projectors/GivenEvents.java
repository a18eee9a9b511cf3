package dev.fabula.projection.projectors;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Projection;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of one stream, a minute after one another, to be folded. */
public final class GivenEvents {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final long MINUTE = 60;

    private final List<DomainEvent> events;
    private final Instant start;

    private GivenEvents(List<DomainEvent> events, Instant start) {
        this.events = events;
        this.start = start;
    }

    public static GivenEvents of(DomainEvent... events) {
        return new GivenEvents(List.of(events), NOON);
    }

    public GivenEvents from(Instant time) {
        return new GivenEvents(events, time);
    }

    /** When the event of that sequence was recorded. */
    public static Instant at(int sequence) {
        return NOON.plusSeconds(MINUTE * sequence);
    }

    /** All values by key. */
    public <V> SortedMap<String, V> foldedBy(Projection<String, V> projection) {
        SortedMap<String, V> values = new TreeMap<>();
        for (int i = 0; i < events.size(); i++) {
            Recorded<DomainEvent> recorded = recorded(i);
            if (!projection.events().contains(recorded.event().getClass())) {
                continue;
            }
            for (String key : projection.keys(recorded)) {
                @Nullable V next = projection.evolve(key, values.get(key), recorded);
                if (next == null) {
                    values.remove(key);
                } else {
                    values.put(key, next);
                }
            }
        }
        return values;
    }

    /** Whether the first of the events cannot be folded into what was kept. */
    public <V> boolean needsHistory(Projection<String, V> projection, @Nullable V kept) {
        return projection.needsHistory(kept, recorded(0));
    }

    /** The value of the only key. */
    public <V> V valueBy(Projection<String, V> projection) {
        SortedMap<String, V> values = foldedBy(projection);
        if (values.size() != 1) {
            throw new AssertionError("one key expected: " + values.keySet());
        }
        return values.values().iterator().next();
    }

    private Recorded<DomainEvent> recorded(int sequence) {
        return new Recorded<>(
                100 + sequence,
                "01JD3K5V8Q2XW7RBN4T6YHMECA",
                sequence,
                "01JD3K5V8Q2XW7RBN4T6YHMECB",
                start.plusSeconds(MINUTE * sequence),
                EventMetadata.of(new TenantId("alder"), new ActorId("olivia"), ActorKind.USER),
                events.get(sequence));
    }
}
