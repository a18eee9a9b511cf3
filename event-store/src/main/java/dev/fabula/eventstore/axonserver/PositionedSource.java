package dev.fabula.eventstore.axonserver;

import dev.fabula.eventstore.HistoryUnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Axon Server's events with tokens that are positions: its own count from 0, positions from 1, and a token is stored and
 * compared as a position whichever store it came from.
 */
public final class PositionedSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> server;

    public PositionedSource(StreamableMessageSource<TrackedEventMessage<?>> server) {
        this.server = server;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Positioned(server.openStream(token == null ? null : shifted(token, -1)));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return shifted(server.createHeadToken(), 1);
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        return shifted(server.createTokenAt(time), 1);
    }

    private static TrackingToken shifted(TrackingToken token, int by) {
        if (WrappedToken.unwrapLowerBound(token) instanceof GlobalSequenceTrackingToken sequence) {
            return new GlobalSequenceTrackingToken(sequence.getGlobalIndex() + by);
        }
        throw new IllegalArgumentException("a token of history is a GlobalSequenceTrackingToken, not " + token);
    }

    /** The server's stream, each message with its position. */
    private record Positioned(BlockingStream<TrackedEventMessage<?>> stream)
            implements BlockingStream<TrackedEventMessage<?>> {

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek().map(Positioned::positioned);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return positioned(stream.nextAvailable());
        }

        private static TrackedEventMessage<?> positioned(TrackedEventMessage<?> message) {
            TrackingToken token = message.trackingToken();
            if (token == null) {
                throw new HistoryUnavailableException(
                        "Axon Server sent an event without a token",
                        new IllegalStateException(message.getIdentifier()));
            }
            return message.withTrackingToken(shifted(token, 1));
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return stream.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
