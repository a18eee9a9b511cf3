package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDispatchInterceptor;

/**
 * Prepares every event that is published for {@link WireSerializer}: each is sealed for the tenant and the actor that it
 * says itself. The unit of work cannot tell: events of a nested one, and of all messages of a batch, are written in that
 * of the first. Where the request came from goes into the sealed part only, because Axon Server keeps metadata in clear
 * and for ever.
 */
public final class WireMessages implements MessageDispatchInterceptor<EventMessage<?>> {

    private static final Set<String> SEALED = Set.of(EventMetadata.SOURCE_IP, EventMetadata.USER_AGENT);

    private final EventTypes types;

    public WireMessages(EventTypes types) {
        this.types = types;
    }

    /** @throws IllegalArgumentException where the event is none, or does not say whose it is */
    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> messages) {
        return (_, message) -> prepared(message);
    }

    private <T> EventMessage<T> prepared(EventMessage<T> message) {
        EventTypes.Type type = types.of(message.getPayloadType());
        EventMetadata metadata = EventMetadata.fromMap(message.getMetaData());
        Message<T> wire =
                new WireMessage<>(message.withMetaData(message.getMetaData().withoutKeys(SEALED)), metadata);
        if (!(message instanceof DomainEventMessage<T> domain)) {
            return new GenericEventMessage<>(wire, message::getTimestamp);
        }
        if (!type.aggregate().equals(domain.getType())) {
            throw new IllegalArgumentException("an event " + type.name() + " belongs to streams of " + type.aggregate()
                    + ", not of " + domain.getType());
        }
        return new GenericDomainEventMessage<>(
                domain.getType(),
                domain.getAggregateIdentifier(),
                domain.getSequenceNumber(),
                wire,
                message::getTimestamp);
    }
}
