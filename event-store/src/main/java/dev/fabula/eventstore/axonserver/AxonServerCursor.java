package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.UnreadableEvents;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A range of Axon Server's history; what is sent ahead is bounded by the stream's buffer. Where something fails, what was
 * read before is handed out first, and asking again begins at what failed: nothing is stepped over by accident.
 */
final class AxonServerCursor implements HistoryCursor {

    private static final int PAGE = 1_000;
    private static final long PATIENCE_SECONDS = 10;

    private final Supplier<EventChannel> channel;
    private final WireEventReader reader;
    private final UnreadableEvents unreadable;
    private final long end;
    private final Set<String> types;
    private @Nullable EventStream stream;
    private @Nullable EventWithToken upcoming;
    private long position;

    AxonServerCursor(
            Supplier<EventChannel> channel,
            WireEvents events,
            UnreadableEvents unreadable,
            long fromExclusive,
            long end,
            Set<String> types) {
        this.channel = channel;
        this.reader = new WireEventReader(events);
        this.unreadable = unreadable;
        this.end = end;
        this.types = types;
        position = fromExclusive;
    }

    @Override
    public List<Recorded<DomainEvent>> next() {
        List<Recorded<DomainEvent>> page = new ArrayList<>();
        try {
            while (position < end && page.size() < PAGE) {
                EventWithToken event = upcoming == null ? await() : upcoming;
                upcoming = event;
                if (event.getToken() >= end) {
                    position = end;
                    break;
                }
                try {
                    page.addAll(wanted(event));
                } catch (UnreadableEventException found) {
                    if (!page.isEmpty()) {
                        return page;
                    }
                    unreadable.found(found);
                }
                position = event.getToken() + 1;
                upcoming = null;
            }
        } catch (RuntimeException failed) {
            if (page.isEmpty()) {
                throw failed;
            }
        }
        return page;
    }

    private List<Recorded<DomainEvent>> wanted(EventWithToken event) {
        // Not left to the server: it would not say that it has come to the end of the range.
        return types.isEmpty() || types.contains(event.getEvent().getPayload().getType())
                ? reader.read(event)
                : List.of();
    }

    private EventWithToken await() {
        // Opens after a token, and the token of our position p is p - 1.
        EventStream open = stream == null ? channel.get().openStream(position - 1, PAGE) : stream;
        stream = open;
        try {
            EventWithToken next = open.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                // A stream that has failed stays so; whoever asks again gets a new one.
                close();
                throw new HistoryUnavailableException(
                        "Axon Server sends nothing after position " + position + " of " + end,
                        open.getError().orElseGet(() -> new IllegalStateException("no error is known")));
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailableException("interrupted while reading Axon Server", interrupted);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }
}
