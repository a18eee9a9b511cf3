package dev.fabula.eventstore.axonserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What tokens become on their way from and to the server; the server's own behaviour is the contract test's matter. */
class PositionedSourceTest {

    private final List<@Nullable TrackingToken> opened = new ArrayList<>();
    private final Deque<TrackedEventMessage<?>> events = new ArrayDeque<>();

    private final StreamableMessageSource<TrackedEventMessage<?>> source = new PositionedSource(token -> {
        opened.add(token);
        return new BlockingStream<>() {
            @Override
            public Optional<TrackedEventMessage<?>> peek() {
                return Optional.ofNullable(events.peek());
            }

            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit) {
                return !events.isEmpty();
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() {
                return events.remove();
            }

            @Override
            public void close() {
                events.clear();
            }
        };
    });

    @Test
    void aStreamIsOpenedBehindThePositionAndAnswersPositions() throws Exception {
        events.add(new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(41), new GenericEventMessage<>("an event")));
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(new GlobalSequenceTrackingToken(41))) {
            assertThat(stream.peek().orElseThrow().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(42));
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(42));
        }
        assertThat(opened).containsExactly(new GlobalSequenceTrackingToken(40));
    }

    @Test
    void theBeginningIsTheBeginning() {
        source.openStream(source.createTailToken()).close();
        source.openStream(null).close();
        assertThat(opened).containsExactly(new GlobalSequenceTrackingToken(-1), null);
    }
}
