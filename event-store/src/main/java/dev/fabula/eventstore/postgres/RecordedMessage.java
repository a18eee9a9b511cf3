package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.codec.EventCodec;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;

/** An event in a stream for Axon, which can also be had as it was recorded. */
public final class RecordedMessage extends GenericTrackedDomainEventMessage<DomainEvent> {

    private static final long serialVersionUID = 1L;

    private final transient Recorded<DomainEvent> recorded;

    @SuppressWarnings("unchecked")
    private RecordedMessage(TrackingToken token, Recorded<DomainEvent> recorded, EventCodec codec) {
        super(token, (org.axonframework.eventhandling.DomainEventMessage<DomainEvent>)
                PostgresEventStorageEngine.domainMessage(recorded, codec));
        this.recorded = recorded;
    }

    private RecordedMessage(TrackingToken token, RecordedMessage other) {
        super(token, other);
        recorded = other.recorded;
    }

    static RecordedMessage of(Recorded<DomainEvent> recorded, EventCodec codec) {
        return new RecordedMessage(new GlobalSequenceTrackingToken(recorded.position()), recorded, codec);
    }

    public Recorded<DomainEvent> recorded() {
        return recorded;
    }

    @Override
    public GenericTrackedDomainEventMessage<DomainEvent> withTrackingToken(TrackingToken token) {
        return new RecordedMessage(token, this);
    }
}
