package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.UnreadableEvents;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A range of Axon Server's history; what is sent ahead is bounded by the stream's buffer. */
final class AxonServerCursor implements HistoryCursor {

    private static final int PAGE = 1_000;
    private static final long PATIENCE_SECONDS = 10;

    private final EventStream stream;
    private final WireEvents events;
    private final UnreadableEvents unreadable;
    private final long end;
    private final Set<String> types;
    private long position;

    AxonServerCursor(
            EventChannel channel,
            WireEvents events,
            UnreadableEvents unreadable,
            long fromExclusive,
            long end,
            Set<String> types) {
        this.events = events;
        this.unreadable = unreadable;
        this.end = end;
        this.types = types;
        position = fromExclusive;
        // Opens after a token, and the token of our position p is p - 1.
        stream = channel.openStream(fromExclusive - 1, PAGE);
    }

    @Override
    public List<Recorded<DomainEvent>> next() {
        List<Recorded<DomainEvent>> page = new ArrayList<>();
        while (position < end && page.size() < PAGE) {
            EventWithToken next = await();
            position = next.getToken() + 1;
            Event event = next.getEvent();
            if (types.isEmpty() || types.contains(event.getPayload().getType())) {
                try {
                    page.addAll(read(event));
                } catch (UnreadableEventException found) {
                    unreadable.found(found);
                }
            }
        }
        return page;
    }

    private EventWithToken await() {
        try {
            EventWithToken next = stream.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new HistoryUnavailableException(
                        "Axon Server sends nothing after position " + position + " of " + end,
                        stream.getError().orElseGet(() -> new IllegalStateException("no error is known")));
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailableException("interrupted while reading Axon Server", interrupted);
        }
    }

    private List<Recorded<DomainEvent>> read(Event event) {
        String type = event.getPayload().getType();
        int revision = 0;
        Map<String, String> metadata = new HashMap<>();
        event.getMetaDataMap().forEach((name, value) -> metadata.put(name, value.getTextValue()));
        try {
            String stored = event.getPayload().getRevision();
            revision = stored.isEmpty() ? 1 : Integer.parseInt(stored);
            EventMetadata known = EventMetadata.fromMap(metadata);
            List<Recorded<DomainEvent>> recorded = new ArrayList<>();
            for (DomainEvent today :
                    events.read(type, revision, event.getPayload().getData().toByteArray())) {
                recorded.add(new Recorded<>(
                        position,
                        event.getAggregateIdentifier(),
                        event.getAggregateSequenceNumber(),
                        event.getMessageIdentifier(),
                        Instant.ofEpochMilli(event.getTimestamp()),
                        known,
                        today));
            }
            return recorded;
        } catch (RuntimeException failed) {
            throw new UnreadableEventException(
                    position,
                    type,
                    revision,
                    metadata.getOrDefault(EventMetadata.TENANT, "?"),
                    String.valueOf(failed.getMessage()),
                    failed);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {
        stream.close();
    }
}
