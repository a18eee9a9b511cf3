package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.EventMetadata;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageDecorator;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** A message that tells the serializer, while it is written, whose event it is: a serializer is given the payload alone. */
final class WireMessage<T> extends MessageDecorator<T> {

    private static final long serialVersionUID = 1L;
    private static final ScopedValue<EventMetadata> WRITTEN = ScopedValue.newInstance();

    private final transient EventMetadata metadata;

    /** @param metadata all that is known, also what the message itself no longer shows */
    WireMessage(Message<T> message, EventMetadata metadata) {
        super(message);
        this.metadata = metadata;
    }

    /** Of the message that is being written by this thread. */
    static Optional<EventMetadata> written() {
        return WRITTEN.isBound() ? Optional.of(WRITTEN.get()) : Optional.empty();
    }

    @Override
    public <S> SerializedObject<S> serializePayload(Serializer serializer, Class<S> form) {
        return ScopedValue.where(WRITTEN, metadata).call(() -> super.serializePayload(serializer, form));
    }

    @Override
    public Message<T> withMetaData(Map<String, ?> others) {
        return new WireMessage<>(getDelegate().withMetaData(others), metadata);
    }

    @Override
    public Message<T> andMetaData(Map<String, ?> more) {
        return new WireMessage<>(getDelegate().andMetaData(more), metadata);
    }
}
