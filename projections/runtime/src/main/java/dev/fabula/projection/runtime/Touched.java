package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Projection;
import dev.fabula.projection.TenantKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that an event touches.
 *
 * @param key nothing where the projection could not tell
 * @param id the key as it is stored; where the projection could not tell, one of the event's stream that nothing else has
 * @param failure why it could not
 */
record Touched<K>(@Nullable K key, TenantKey id, @Nullable RuntimeException failure) {

    /** Begins the id of an event whose keys nobody knows. */
    static final String UNKNOWN = "?";

    static <K> List<Touched<K>> by(Projection<K, ?> projection, Recorded<DomainEvent> event) {
        if (!projection.events().contains(event.event().getClass())) {
            return List.of();
        }
        return ofRelevant(projection, event);
    }

    /** @param event of a type that the projection is made of */
    static <K> List<Touched<K>> ofRelevant(Projection<K, ?> projection, Recorded<DomainEvent> event) {
        try {
            List<Touched<K>> touched = new ArrayList<>();
            for (K key : projection.keys(event)) {
                touched.add(new Touched<>(key, new TenantKey(event.metadata().tenant(), key.toString()), null));
            }
            return touched;
        } catch (RuntimeException failed) {
            return List.of(
                    new Touched<>(null, new TenantKey(event.metadata().tenant(), UNKNOWN + event.stream()), failed));
        }
    }
}
