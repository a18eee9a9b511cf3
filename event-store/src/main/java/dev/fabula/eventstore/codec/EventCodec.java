package dev.fabula.eventstore.codec;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventData;
import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.Upcasters;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.privacy.PersonalDataModule;
import dev.fabula.eventstore.privacy.PersonalParts;
import dev.fabula.eventstore.privacy.SealingScope;
import dev.fabula.eventstore.privacy.SubjectErasedException;
import dev.fabula.eventstore.privacy.SubjectKeys;
import dev.fabula.eventstore.privacy.SubjectsIn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.module.blackbird.BlackbirdModule;

/** Turns events into what is stored and back. Thread-safe. */
public final class EventCodec {

    private final EventTypes types;
    private final Upcasters upcasters;
    private final JsonMapper mapper;
    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
    private final Map<String, ObjectReader> readers = new HashMap<>();
    /** Types that can have personal data in them; the others are read without a scope, which is a reader a time less. */
    private final Set<String> personal = new HashSet<>();

    private final ObjectWriter metadataWriter;
    private final MetadataReader metadataReader;
    private final SubjectKeys keys;

    public EventCodec(EventTypes types, Upcasters upcasters, SubjectKeys keys) {
        this.types = types;
        this.upcasters = upcasters;
        this.keys = keys;
        PersonalDataModule sealing =
                new PersonalDataModule(keys, EventJson.builder().build());
        JsonMapper writing = EventJson.builder().addModule(sealing).build();
        // Scans decode on few threads, and a pool of buffers that all share took a tenth of their time; commands encode
        // on
        // as many threads as there are requests, which need such a pool.
        mapper = EventJson.builder(JsonFactory.builder()
                        .recyclerPool(JsonRecyclerPools.threadLocalPool())
                        .build())
                .addModule(sealing)
                // Calls constructors without looking for the way to each time.
                .addModule(new BlackbirdModule())
                .build();
        for (EventTypes.Type type : types.all()) {
            if (PersonalParts.mayBeIn(type.eventClass())) {
                personal.add(type.name());
            }
            writers.put(type.eventClass(), writing.writerFor(type.eventClass()));
            readers.put(type.name(), mapper.readerFor(type.eventClass()));
        }
        metadataWriter = writing.writerFor(StoredMetadata.class);
        metadataReader = new MetadataReader(mapper);
    }

    /** What an event is called where it is stored. */
    public String nameOf(DomainEvent event) {
        return types.of(event.getClass()).name();
    }

    /** The event types it knows. */
    public EventTypes types() {
        return types;
    }

    /** The wire names under which events of these classes may be stored, together with what upcasters make them from. */
    public Set<String> storedAs(Collection<Class<? extends DomainEvent>> events) {
        Set<String> names = new HashSet<>(upcasters.transforming());
        events.forEach(event -> names.add(types.of(event).name()));
        return names;
    }

    /** Makes ready for many events of one command, so that the keys of many people are found or made at once. */
    public void expect(Collection<?> events, EventMetadata metadata) {
        SealingScope scope = new SealingScope(metadata.tenant(), metadata.actor());
        keys.prepare(events.stream()
                .flatMap(event -> SubjectsIn.of(event, scope).stream())
                .toList());
    }

    /**
     * @throws IllegalArgumentException where the object is no known event
     * @throws SubjectErasedException where it has personal data of a subject who has been erased
     */
    public EncodedEvent encode(Object event, EventMetadata metadata) {
        EventTypes.Type type = types.of(event.getClass());
        SealingScope scope = new SealingScope(metadata.tenant(), metadata.actor());
        try {
            byte[] payload = Objects.requireNonNull(writers.get(event.getClass()))
                    .withAttribute(SealingScope.ATTRIBUTE, scope)
                    .writeValueAsBytes(event);
            return new EncodedEvent(type, encode(metadata, scope), payload);
        } catch (JacksonException failed) {
            throw rootOf(failed);
        }
    }

    /** Where an erased actor calls from is not recorded again, but that they called is. */
    private byte[] encode(EventMetadata metadata, SealingScope scope) {
        ObjectWriter writer = metadataWriter.withAttribute(SealingScope.ATTRIBUTE, scope);
        try {
            return writer.writeValueAsBytes(StoredMetadata.of(metadata, true));
        } catch (SubjectErasedException | JacksonException failed) {
            if (failed instanceof SubjectErasedException || failed.getCause() instanceof SubjectErasedException) {
                return writer.writeValueAsBytes(StoredMetadata.of(metadata, false));
            }
            throw failed;
        }
    }

    /** Reads stored metadata. */
    public EventMetadata decodeMetadata(TenantId tenant, byte[] metadata) {
        return metadataReader.read(tenant, metadata);
    }

    /** Reads stored metadata but for where the request came from, which is personal data of the actor: needs no key. */
    public EventMetadata decodeMetadataWithoutOrigin(TenantId tenant, byte[] metadata) {
        return metadataReader.readWithoutOrigin(tenant, metadata);
    }

    /**
     * The events of today that stored bytes stand for: one, unless an upcaster makes it several or none.
     *
     * @throws UnknownEventException where name and revision lead to no event type
     * @throws RuntimeException where the bytes are not what was stored
     */
    public List<DomainEvent> decode(String type, int revision, byte[] payload, TenantId tenant, ActorId actor) {
        SealingScope scope = new SealingScope(tenant, actor);
        EventTypes.Type current = types.named(type).orElse(null);
        if (current != null && current.revision() == revision) {
            DomainEvent event = reader(type, scope).readValue(payload);
            return List.of(event);
        }
        if (!upcasters.reads(type, revision)) {
            throw unknown(type, revision);
        }
        JsonNode tree = mapper.readTree(payload);
        if (!(tree instanceof ObjectNode object)) {
            throw new IllegalArgumentException("the payload is not a JSON object");
        }
        List<DomainEvent> events = new ArrayList<>();
        for (EventData today : upcasters.upcast(new EventData(type, revision, object))) {
            EventTypes.Type known = types.named(today.type()).orElse(null);
            if (known == null || known.revision() != today.revision()) {
                throw unknown(today.type(), today.revision());
            }
            DomainEvent event = reader(today.type(), scope).readValue(today.payload());
            events.add(event);
        }
        return events;
    }

    private ObjectReader reader(String type, SealingScope scope) {
        ObjectReader reader = Objects.requireNonNull(readers.get(type));
        return personal.contains(type) ? reader.withAttribute(SealingScope.ATTRIBUTE, scope) : reader;
    }

    private UnknownEventException unknown(String type, int revision) {
        String known = types.named(type)
                .map(current -> "known up to revision " + current.revision())
                .orElse("the name is not known");
        return new UnknownEventException(type, revision, known);
    }

    /** Jackson wraps what our own parts throw; callers want that. */
    static RuntimeException rootOf(JacksonException failed) {
        return failed.getCause() instanceof RuntimeException own && !(own instanceof JacksonException) ? own : failed;
    }
}
