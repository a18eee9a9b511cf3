package dev.fabula.projection;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A read model as a pure fold of history: no clock, no I/O, no command, the same answer each time. The runtime does the
 * rest. Everything is within one tenant: a key of an event is a key of that event's tenant, and no projection can reach
 * into another's.
 *
 * @param <K> what a value is found by; its {@code toString()} is the key as it is stored, 1 to 255 characters
 * @param <V> a row, a document, a node: a record of absolute values
 */
public interface Projection<K, V> {

    /** In kebab case, unique, for ever. */
    String name();

    /** Of the fold and the shape of its values: any change that could make a value differ makes it greater. */
    int version();

    /** The events that can change anything; no other is read. */
    Set<Class<? extends DomainEvent>> events();

    /** What the event touches, each once. */
    Collection<K> keys(Recorded<DomainEvent> event);

    /**
     * What becomes of a value.
     *
     * @param value nothing where there is none, or none any more
     * @return nothing where there is none any more
     */
    @Nullable
    V evolve(K key, @Nullable V value, Recorded<DomainEvent> event);

    /**
     * What of a value is kept. A fold may need what must not be kept (the name of somebody who has not consented, the text of
     * what was removed): it is then in the value, and left out here.
     *
     * @return nothing where nothing of it is kept
     */
    default @Nullable V kept(V value) {
        return value;
    }

    /**
     * Whether this event cannot be folded into what was kept, because more than that is needed: its key is then folded anew
     * from the beginning of its history.
     *
     * @param value as it was kept, or as it has become since
     */
    default boolean needsHistory(@Nullable V value, Recorded<DomainEvent> event) {
        return false;
    }

    /** Of what type the values are. */
    Class<V> values();

    /**
     * The stream that holds everything about a key, where there is exactly one: what it was at some time can then be told
     * by folding that stream alone.
     *
     * @return nothing for a read model of several streams a key
     */
    default @Nullable String streamOf(String key) {
        return null;
    }
}
