package dev.fabula.projection.runtime;

import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.codec.EventCodec;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Puts together, for a projection, what works on its generations. */
final class Workshop {

    private final ProjectionDatabase database;
    private final DeadLetters deadLetters;
    private final History history;
    private final EventCodec codec;
    private final Registry registry;

    Workshop(
            ProjectionDatabase database,
            DeadLetters deadLetters,
            History history,
            EventCodec codec,
            Registry registry) {
        this.database = database;
        this.deadLetters = deadLetters;
        this.history = history;
        this.codec = codec;
        this.registry = registry;
    }

    /** @param types the wire names that are read for it; erasures are read for all, because all may hold personal data */
    record Tools<K, V>(
            Registered<K, V> registered,
            Set<String> types,
            Refold<K, V> refold,
            ProjectionDatabase database,
            DeadLetters deadLetters) {

        LiveBatch<K, V> batch(Generation generation) {
            return new LiveBatch<>(database, deadLetters, refold, registered, generation);
        }
    }

    /** Nothing where this node does not have the version that the generation is made with. */
    Optional<Tools<?, ?>> tools(Generation generation) {
        return registry.find(generation.projection(), generation.version()).map(this::tools);
    }

    <K, V> Tools<K, V> tools(Registered<K, V> registered) {
        Set<String> types = new HashSet<>(codec.storedAs(registered.projection().events()));
        Set<String> own = Set.copyOf(types);
        types.add(codec.types().of(SubjectKeyDestroyed.class).name());
        return new Tools<>(
                registered,
                Set.copyOf(types),
                new Refold<>(history, deadLetters, new Discards(database), own, registered),
                database,
                deadLetters);
    }
}
