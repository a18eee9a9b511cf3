package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.projection.Change;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.runtime.DeadLetters.Parked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Mends single keys, in place and in one transaction each, while everything else goes on. */
final class Repairs {

    /** Letters of a key that are drained in one transaction. */
    private static final int MOST_LETTERS = 10_000;

    private final ProjectionDatabase database;
    private final Generations generations;
    private final DeadLetters deadLetters;
    private final Discards discards;
    private final History history;

    Repairs(
            ProjectionDatabase database,
            Generations generations,
            DeadLetters deadLetters,
            Discards discards,
            History history) {
        this.database = database;
        this.generations = generations;
        this.deadLetters = deadLetters;
        this.discards = discards;
        this.history = history;
    }

    /** Folds keys anew from the beginning of history to where their segment is. */
    <K, V> void refold(Workshop.Tools<K, V> tools, Generation generation, Set<TenantKey> keys) {
        database.doInTransaction(() -> {
            database.ownGeneration(generation.id());
            Map<Integer, Long> positions = generations.positions(generation);
            Map<Long, List<TenantKey>> byPosition = new TreeMap<>();
            keys.forEach(key -> byPosition
                    .computeIfAbsent(LiveProjections.reached(key, positions), _ -> new ArrayList<>())
                    .add(key));
            byPosition.forEach((position, these) -> tools.refold().run(generation, these, position));
        });
    }

    /** The keys that a stream touches, in a read model. */
    <K, V> Set<TenantKey> keysOfStream(Workshop.Tools<K, V> tools, TenantId tenant, String stream) {
        return tools.refold().keysOfStream(tenant, stream, history.head());
    }

    /**
     * Folds what is parked of a key, in order, up to what fails again.
     *
     * @return how many are parked still
     */
    <K, V> int retry(Workshop.Tools<K, V> tools, Generation generation, TenantKey key) {
        if (key.key().startsWith(Touched.UNKNOWN)) {
            return retryUnknown(tools, generation, key);
        }
        return database.inTransaction(() -> {
            database.ownGeneration(generation.id());
            List<Parked> letters = deadLetters.of(generation.id(), key, MOST_LETTERS);
            Folder<K, V> folder =
                    new Folder<>(tools.registered().projection(), Set.of(), discards.of(generation.projection()));
            folder.know(Set.of(key), tools.registered().sink().load(generation.target(), Set.of(key)));
            int left = letters.size();
            for (Parked letter : letters) {
                List<Letter> failed = apply(tools, folder, key, letter.position());
                if (!failed.isEmpty()) {
                    Throwable error = failed.getFirst().error();
                    if (error != null) {
                        deadLetters.failedAgain(letter.id(), error);
                    }
                    break;
                }
                if (!folder.lacking().isEmpty()) {
                    refold(tools, generation, Set.of(key));
                    return deadLetters.of(generation.id(), key, MOST_LETTERS).size();
                }
                deadLetters.remove(letter.id());
                left--;
            }
            List<Change<V>> changes = new ArrayList<>(folder.added());
            changes.addAll(folder.changed());
            tools.registered().sink().write(generation.target(), changes);
            return left;
        });
    }

    private <K, V> List<Letter> apply(Workshop.Tools<K, V> tools, Folder<K, V> folder, TenantKey key, long position) {
        for (Recorded<DomainEvent> event : at(position, tools.types())) {
            Touched.by(tools.registered().projection(), event).stream()
                    .filter(touched -> touched.id().equals(key))
                    .forEach(touched -> folder.apply(event, touched));
        }
        return folder.letters();
    }

    private List<Recorded<DomainEvent>> at(long position, Set<String> types) {
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        try (HistoryCursor cursor = history.read(new HistoryRange(position - 1, position, types))) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                events.addAll(page);
            }
        }
        return events;
    }

    /** Where nobody knew the keys, they may have gone on since; once they are known they are folded anew. */
    private <K, V> int retryUnknown(Workshop.Tools<K, V> tools, Generation generation, TenantKey key) {
        int left = 0;
        for (Parked letter : deadLetters.of(generation.id(), key, MOST_LETTERS)) {
            List<Touched<K>> touched = at(letter.position(), tools.types()).stream()
                    .flatMap(event -> Touched.by(tools.registered().projection(), event).stream())
                    .toList();
            RuntimeException failure = touched.stream()
                    .map(Touched::failure)
                    .filter(failed -> failed != null)
                    .findFirst()
                    .orElse(null);
            if (failure == null) {
                for (Touched<K> each : touched) {
                    refold(tools, generation, Set.of(each.id()));
                }
                deadLetters.remove(letter.id());
            } else {
                deadLetters.failedAgain(letter.id(), failure);
                left++;
            }
        }
        return left;
    }

    /** Takes an event out of the history of its key for ever, and folds what waited behind it. */
    <K, V> int discard(Workshop.Tools<K, V> tools, Generation generation, Parked letter, String reason, String actor) {
        database.doInTransaction(() -> {
            database.ownGeneration(generation.id());
            discards.add(
                    generation.projection(), new Discards.Discarded(letter.key(), letter.position()), reason, actor);
            deadLetters.remove(letter.id());
        });
        return retry(tools, generation, letter.key());
    }
}
