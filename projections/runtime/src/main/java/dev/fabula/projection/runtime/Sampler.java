package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.projection.Change;
import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.runtime.Verification.Difference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Compares a few keys of a generation with what a fresh fold gives them. Half of the keys come from the sink, which finds
 * what is there and should not be; half from events anywhere in the history, which finds what should be there and is not.
 */
final class Sampler {

    private final History history;
    private final DeadLetters deadLetters;

    Sampler(History history, DeadLetters deadLetters) {
        this.history = history;
        this.deadLetters = deadLetters;
    }

    /** Several streams a key can be told only by reading all of history, so they are sampled while that is short. */
    private static final long LONGEST_SCAN = 100_000;

    <K, V> Verification compare(Workshop.Tools<K, V> tools, Generation generation, int size) {
        Set<TenantKey> keys = new HashSet<>(tools.registered().sink().sample(generation.target(), (size + 1) / 2));
        keys.addAll(fromHistory(tools, size - size / 2));
        keys.removeIf(key -> key.key().startsWith(Touched.UNKNOWN));
        if (history.head() > LONGEST_SCAN) {
            keys.removeIf(key -> tools.registered().projection().streamOf(key.key()) == null);
        }
        keys.removeAll(deadLetters.parkedOf(generation, keys));
        Map<TenantKey, Stored<V>> stored;
        Map<Integer, Long> positions;
        try (SinkSnapshot<V> snapshot = tools.registered().sink().snapshot()) {
            positions = snapshot.positions(generation.processor());
            stored = snapshot.load(generation.target(), keys);
        }
        Map<Long, List<TenantKey>> byPosition = new HashMap<>();
        keys.forEach(key -> byPosition
                .computeIfAbsent(shown(key, stored, positions), _ -> new ArrayList<>())
                .add(key));
        List<Difference> differences = new ArrayList<>();
        byPosition.forEach((position, these) -> {
            Map<TenantKey, Change<V>> fresh = tools.refold().values(these, position);
            for (TenantKey key : these) {
                V there = stored.containsKey(key) ? stored.get(key).value() : null;
                V folded = fresh.containsKey(key) ? fresh.get(key).value() : null;
                if (!same(tools.registered().sink(), there, folded)) {
                    differences.add(new Difference(
                            key.tenant().value(), key.key(), Verifier.shown(there), Verifier.shown(folded)));
                }
            }
        });
        return new Verification(
                differences.isEmpty(),
                positions.values().stream().mapToLong(Long::longValue).max().orElse(0),
                keys.size(),
                0,
                0,
                0,
                0,
                differences.size(),
                differences);
    }

    /** Up to where a value is folded: as far as its segment is said to be, or further, where the sink was written since. */
    private static <V> long shown(TenantKey key, Map<TenantKey, Stored<V>> stored, Map<Integer, Long> positions) {
        long reached = LiveProjections.reached(key, positions);
        Stored<V> there = stored.get(key);
        return there == null ? reached : Math.max(reached, there.position());
    }

    static <V> boolean same(Sink<V> sink, @Nullable V one, @Nullable V other) {
        if (one == null) {
            return other == null;
        }
        return other != null && sink.comparable(one).equals(sink.comparable(other));
    }

    private <K, V> Set<TenantKey> fromHistory(Workshop.Tools<K, V> tools, int size) {
        Set<TenantKey> keys = new HashSet<>();
        long head = history.head();
        for (int i = 0; i < size && head > 0; i++) {
            long position = ThreadLocalRandom.current().nextLong(head);
            try (HistoryCursor cursor =
                    history.read(new HistoryRange(position, Math.min(position + 50, head), tools.types()))) {
                cursor.next().stream()
                        .findFirst()
                        .ifPresent((Recorded<DomainEvent> event) -> Touched.by(
                                        tools.registered().projection(), event)
                                .forEach(touched -> keys.add(touched.id())));
            }
        }
        return keys;
    }
}
