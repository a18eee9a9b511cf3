package dev.fabula.eventstore.axonserver;

import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.codec.EventCodec;
import io.axoniq.axonserver.connector.event.EventChannel;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The history in Axon Server. Its tokens count from 0, our positions from 1. */
public final class AxonServerHistory implements History {

    private static final long PATIENCE_SECONDS = 10;

    private final Supplier<EventChannel> channel;
    private final WireEvents events;

    /** @param channel of the context that holds the history, asked for anew each time because connections come and go */
    public AxonServerHistory(Supplier<EventChannel> channel, EventCodec codec) {
        this.channel = channel;
        this.events = new WireEvents(codec);
    }

    @Override
    public long head() {
        return await(channel.get().getLastToken()) + 1;
    }

    @Override
    public long positionAt(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return 0;
        }
        // The connector answers the token before the first event that is later, -1 where that is the first of all.
        long last = await(channel.get().getTokenAt(time.toEpochMilli() + 1));
        return Math.min(last + 1, head());
    }

    @Override
    public HistoryCursor read(HistoryRange range, UnreadableEvents unreadable) {
        long end = Math.min(range.toInclusive(), head());
        return new AxonServerCursor(
                channel, events, unreadable, Math.min(range.fromExclusive(), end), end, range.types());
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailableException("interrupted while asking Axon Server", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new HistoryUnavailableException("Axon Server does not answer: " + failed.getMessage(), failed);
        }
    }
}
