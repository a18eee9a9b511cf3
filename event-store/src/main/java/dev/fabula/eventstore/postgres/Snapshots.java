package dev.fabula.eventstore.postgres;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.privacy.PersonalDataModule;
import dev.fabula.eventstore.privacy.SealingScope;
import dev.fabula.eventstore.privacy.SubjectKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state of aggregates as JSON, under the aggregate's type and revision. Their personal data is sealed like that of
 * events. A snapshot that cannot be used is none: history is still there.
 */
public final class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final Map<String, Class<?>> classes = new HashMap<>();
    private final JsonMapper mapper;
    private final JsonMapper clear;

    /** @param aggregates the classes whose state may be in snapshots; {@link Revision} counts the forms of the state */
    public Snapshots(Iterable<Class<?>> aggregates, SubjectKeys keys) {
        for (Class<?> aggregate : aggregates) {
            classes.put(typeOf(aggregate), aggregate);
        }
        clear = state().build();
        mapper = state().addModule(
                        new PersonalDataModule(keys, EventJson.builder().build()))
                .build();
    }

    /** Fields are the state, final ones too. */
    private static JsonMapper.Builder state() {
        return EventJson.builder()
                .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
                .changeDefaultVisibility(
                        checker -> checker.withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                                .withVisibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                                .withVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                                .withVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY));
    }

    private static String typeOf(Class<?> aggregate) {
        AggregateRoot annotation = aggregate.getAnnotation(AggregateRoot.class);
        return annotation == null || annotation.type().isEmpty() ? aggregate.getSimpleName() : annotation.type();
    }

    private static String revisionOf(Class<?> aggregate) {
        Revision revision = aggregate.getAnnotation(Revision.class);
        return revision == null ? "1" : revision.value();
    }

    /** @param payload JSON, UTF-8 */
    record Stored(String type, String revision, byte[] payload) {}

    Stored write(Object aggregate, TenantId tenant) {
        String type = typeOf(aggregate.getClass());
        if (!aggregate.getClass().equals(classes.get(type))) {
            throw new IllegalArgumentException(
                    aggregate.getClass().getName() + " is not among the aggregates that snapshots are kept of");
        }
        byte[] payload = mapper.writer()
                .withAttribute(SealingScope.ATTRIBUTE, scope(tenant))
                .writeValueAsBytes(aggregate);
        Stored stored = new Stored(type, revisionOf(aggregate.getClass()), payload);
        requireWhole(aggregate, stored, tenant);
        return stored;
    }

    /** State that JSON loses in silence would change what the aggregate decides, so it is read back before it is kept. */
    private void requireWhole(Object aggregate, Stored stored, TenantId tenant) {
        Object again = read(stored, tenant).orElse(null);
        if (again == null || !clear.valueToTree(again).equals(clear.<JsonNode>valueToTree(aggregate))) {
            throw new IllegalStateException("the state of " + stored.type()
                    + " does not survive being written as JSON, so no snapshot of it is kept");
        }
    }

    /** The state, unless its type or revision are not those of today. */
    Optional<Object> read(Stored stored, TenantId tenant) {
        Class<?> aggregate = classes.get(stored.type());
        if (aggregate == null || !revisionOf(aggregate).equals(stored.revision())) {
            return Optional.empty();
        }
        try {
            return Optional.of(mapper.readerFor(aggregate)
                    .withAttribute(SealingScope.ATTRIBUTE, scope(tenant))
                    .readValue(stored.payload()));
        } catch (RuntimeException unusable) {
            LOG.warn("a snapshot of {} cannot be read, so the history is: {}", stored.type(), unusable.getMessage());
            return Optional.empty();
        }
    }

    /** State has no actor: its personal data names its subjects. */
    private static SealingScope scope(TenantId tenant) {
        return new SealingScope(tenant, new ActorId(""));
    }
}
