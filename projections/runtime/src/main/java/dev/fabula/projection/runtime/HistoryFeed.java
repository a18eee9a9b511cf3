package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.postgres.RecordedMessage;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.StreamableMessageSource;

/** Where live events come from, for Axon's processors. */
@FunctionalInterface
public interface HistoryFeed {

    /** The events of these wire names, and perhaps others; the index of a token is a position. */
    StreamableMessageSource<TrackedEventMessage<?>> source(Set<String> types);

    /** The event of a message. */
    default Recorded<DomainEvent> recorded(EventMessage<?> message) {
        if (message instanceof RecordedMessage own) {
            return own.recorded();
        }
        if (message instanceof TrackedEventMessage<?> tracked && tracked.getPayload() instanceof DomainEvent event) {
            boolean inStream = tracked instanceof DomainEventMessage<?>;
            return new Recorded<>(
                    position(tracked.trackingToken()),
                    inStream ? ((DomainEventMessage<?>) tracked).getAggregateIdentifier() : tracked.getIdentifier(),
                    inStream ? ((DomainEventMessage<?>) tracked).getSequenceNumber() : 0,
                    tracked.getIdentifier(),
                    tracked.getTimestamp(),
                    EventMetadata.fromMap(tracked.getMetaData()),
                    event);
        }
        throw new IllegalArgumentException("a stream of history has a message of " + message.getPayloadType());
    }

    private long position(TrackingToken token) {
        TrackingToken bare = WrappedToken.unwrapLowerBound(token);
        if (bare instanceof GlobalSequenceTrackingToken sequence) {
            return sequence.getGlobalIndex();
        }
        throw new IllegalArgumentException("a token of history is a GlobalSequenceTrackingToken, not " + token);
    }

    /** The token of a reader that has everything up to that position. */
    default TrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }
}
