package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.eventstore.codec.EventCodec;
import java.util.List;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event serializer for Axon Server: wire names and revisions, never class names; everything else is delegated. Goes
 * with {@link WireMessages}, without which no event can be published.
 */
public final class WireSerializer implements Serializer {

    /** What no Java class is called. */
    private static final Pattern WIRE_NAME = Pattern.compile("[a-z][a-z0-9]*\\.[a-z0-9]+(-[a-z0-9]+)*");

    private final WireEvents events;
    private final Serializer others;

    /** @param others for metadata and whatever else is no event */
    public WireSerializer(EventCodec codec, Serializer others) {
        this.events = new WireEvents(codec);
        this.others = others;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> form) {
        if (!(object instanceof DomainEvent event)) {
            return others.serialize(object, form);
        }
        byte[] bytes = events.write(event, metadata());
        T data = getConverter().convert(bytes, byte[].class, form);
        return new SimpleSerializedObject<>(data, form, typeForClass(event.getClass()));
    }

    /**
     * It decides whose keys seal. A message that was published says so itself; what else is written while a message is
     * handled follows from that one. Once its unit of work commits, that one may be another's.
     */
    private static EventMetadata metadata() {
        return WireMessage.written().orElseGet(() -> {
            if (!CurrentUnitOfWork.isStarted()) {
                throw new IllegalStateException("an event can be written only while a message is handled");
            }
            if (CurrentUnitOfWork.get().phase() != UnitOfWork.Phase.STARTED) {
                throw new IllegalStateException(
                        "an event is to be written without " + WireMessages.class.getSimpleName());
            }
            return EventMetadata.fromMap(CurrentUnitOfWork.get().getCorrelationData());
        });
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> form) {
        return others.canSerializeTo(form);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S, T> T deserialize(SerializedObject<S> stored) {
        SerializedType type = stored.getType();
        if (!isEvent(type)) {
            return others.deserialize(stored);
        }
        byte[] bytes = getConverter().convert(stored.getData(), stored.getContentType(), byte[].class);
        requireOwn(type.getName(), bytes);
        List<DomainEvent> today =
                events.read(type.getName(), revision(type.getRevision()), bytes).events();
        if (today.size() != 1) {
            throw new IllegalStateException("an event " + type.getName() + " revision " + type.getRevision()
                    + " stands for " + today.size() + " events of today, which Axon Server's own streams cannot say");
        }
        return (T) today.getFirst();
    }

    /** Axon Server gives any stream to anybody who knows its id; a command decides with none but its tenant's. */
    private void requireOwn(String type, byte[] bytes) {
        if (CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get().getMessage() instanceof CommandMessage<?> command
                && !events.tenant(type, bytes)
                        .value()
                        .equals(command.getMetaData().get(EventMetadata.TENANT))) {
            throw new AggregateNotFoundException("?", "there is no such stream for this tenant");
        }
    }

    private static boolean isEvent(SerializedType type) {
        return WIRE_NAME.matcher(type.getName()).matches();
    }

    static int revision(@Nullable String revision) {
        return revision == null || revision.isEmpty() ? 1 : Integer.parseInt(revision);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (!isEvent(type)) {
            return others.classForType(type);
        }
        return events.types()
                .named(type.getName())
                .<Class<?>>map(EventTypes.Type::eventClass)
                .orElse(DomainEvent.class);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || !DomainEvent.class.isAssignableFrom(type)) {
            return others.typeForClass(type);
        }
        EventTypes.Type known = events.types().of(type);
        return new SimpleSerializedType(known.name(), Integer.toString(known.revision()));
    }

    @Override
    public Converter getConverter() {
        return others.getConverter();
    }
}
