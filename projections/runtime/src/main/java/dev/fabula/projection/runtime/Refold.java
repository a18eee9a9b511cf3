package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.projection.Change;
import dev.fabula.projection.Projection;
import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.TenantKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Folds single keys from the beginning of their history: to tell what they were, to mend them, to forget a subject. */
final class Refold<K, V> {

    private final History history;
    private final DeadLetters deadLetters;
    private final Discards discards;
    private final Set<String> types;
    private final Projection<K, V> projection;
    private final Sink<V> sink;

    /** @param types the wire names that the projection reads */
    Refold(
            History history,
            DeadLetters deadLetters,
            Discards discards,
            Set<String> types,
            Registered<K, V> registered) {
        this.history = history;
        this.discards = discards;
        this.deadLetters = deadLetters;
        this.types = types;
        projection = registered.projection();
        sink = registered.sink();
    }

    /** The keys that events with personal data of the erased subject touch. */
    Set<TenantKey> keysOf(Recorded<DomainEvent> erasure, long through, Predicate<TenantKey> mine) {
        SubjectKeyDestroyed erased = (SubjectKeyDestroyed) erasure.event();
        Set<TenantKey> keys = new HashSet<>();
        history.mentioning(erasure.metadata().tenant(), erased.subject(), types, through)
                .forEach(event -> Touched.by(projection, event).stream()
                        .map(Touched::id)
                        .filter(mine)
                        .forEach(keys::add));
        return keys;
    }

    /** The values that the history up to there gives these keys; those that have none are left out. */
    Map<TenantKey, Change<V>> values(Collection<TenantKey> keys, long through) {
        Folder<K, V> folder = folder(keys, through);
        Map<TenantKey, Change<V>> values = new HashMap<>();
        folder.added().forEach(change -> values.put(change.key(), change));
        return values;
    }

    /** Gives the keys in a generation the values that the history up to there gives them, whatever they have. */
    void run(Generation generation, Collection<TenantKey> keys, long through) {
        if (keys.isEmpty()) {
            return;
        }
        Folder<K, V> folder = folder(keys, through);
        Map<TenantKey, Change<V>> changes = new HashMap<>();
        keys.forEach(key -> changes.put(key, new Change<V>(key, null, through)));
        folder.added().forEach(change -> changes.put(change.key(), change));
        sink.replace(generation.target(), changes.values());
        keys.forEach(key -> deadLetters.removeAll(generation.id(), key, through));
        deadLetters.park(generation, folder.letters());
    }

    /**
     * The same for a key whose value the sink refuses: event by event, up to the one that makes it what is refused, which
     * is parked with all that follow it.
     */
    void runStepwise(Generation generation, TenantKey key, long through, CarefulWrite<V> careful) {
        List<Recorded<DomainEvent>> events = eventsOf(key, through);
        Folder<K, V> folder = new Folder<>(projection, Set.of(), discards.of(projection.name()));
        List<Letter> letters = new ArrayList<>();
        sink.replace(generation.target(), List.of(new Change<V>(key, null, 0)));
        for (Recorded<DomainEvent> event : events) {
            if (!letters.isEmpty()) {
                letters.add(new Letter(key, event.position(), null));
                continue;
            }
            apply(folder, event, Set.of(key));
            letters.addAll(folder.letters());
            List<Change<V>> change = new ArrayList<>(folder.added());
            change.addAll(folder.changed());
            SinkRefusedException refused = change.isEmpty() ? null : careful.tried(change);
            if (refused == null) {
                folder.stored();
            } else {
                letters.add(new Letter(key, event.position(), refused));
            }
        }
        deadLetters.removeAll(generation.id(), key, through);
        deadLetters.park(generation, letters);
    }

    /** Everything that touches a key. */
    private List<Recorded<DomainEvent>> eventsOf(TenantKey key, long through) {
        List<Recorded<DomainEvent>> events = new ArrayList<>();
        String stream = projection.streamOf(key.key());
        if (stream != null) {
            events.addAll(history.stream(key.tenant(), stream, through));
        } else {
            try (HistoryCursor cursor = history.read(new HistoryRange(0, through, types))) {
                for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                    page.stream()
                            .filter(event -> event.metadata().tenant().equals(key.tenant()))
                            .forEach(events::add);
                }
            }
        }
        events.removeIf(event -> Touched.by(projection, event).stream()
                .noneMatch(touched -> touched.id().equals(key)));
        return events;
    }

    private Folder<K, V> folder(Collection<TenantKey> keys, long through) {
        Folder<K, V> folder = new Folder<>(projection, Set.of(), discards.of(projection.name()));
        Set<TenantKey> several = new HashSet<>();
        for (TenantKey key : keys) {
            String stream = projection.streamOf(key.key());
            if (stream == null || key.key().startsWith(Touched.UNKNOWN)) {
                several.add(key);
            } else {
                history.stream(key.tenant(), stream, through).forEach(event -> apply(folder, event, Set.of(key)));
            }
        }
        if (!several.isEmpty()) {
            scan(several, through, folder);
        }
        return folder;
    }

    private void scan(Set<TenantKey> keys, long through, Folder<K, V> folder) {
        try (HistoryCursor cursor = history.read(new HistoryRange(0, through, types))) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                page.forEach(event -> apply(folder, event, keys));
            }
        }
    }

    private void apply(Folder<K, V> folder, Recorded<DomainEvent> event, Set<TenantKey> keys) {
        for (Touched<K> touched : Touched.by(projection, event)) {
            if (keys.contains(touched.id())) {
                folder.apply(event, touched);
            }
        }
    }

    /** What the key was at that position, by folding its one stream; parked events do not count. */
    @Nullable
    V at(TenantId tenant, String key, long position) {
        TenantKey id = new TenantKey(tenant, key);
        return folder(List.of(id), position).value(id);
    }

    /** What the keys of a stream were at that position, by key; parked events do not count. */
    Map<String, V> ofStream(TenantId tenant, String stream, long position) {
        Folder<K, V> folder = new Folder<>(projection, Set.of(), discards.of(projection.name()));
        history.stream(tenant, stream, position).forEach(event -> {
            for (Touched<K> touched : Touched.by(projection, event)) {
                if (touched.key() != null) {
                    requireOnly(stream, touched.id().key());
                }
                folder.apply(event, touched);
            }
        });
        Map<String, V> values = new HashMap<>();
        folder.added().forEach(change -> values.put(change.key().key(), Objects.requireNonNull(change.value())));
        return values;
    }

    private void requireOnly(String stream, String key) {
        if (!stream.equals(projection.streamOf(key))) {
            throw severalStreams(projection);
        }
    }

    static IllegalArgumentException severalStreams(Projection<?, ?> projection) {
        return new IllegalArgumentException(
                "what " + projection.name() + " was cannot be told: a key of it has several streams");
    }

    /** The keys that a stream has ever touched. */
    Set<TenantKey> keysOfStream(TenantId tenant, String stream, long through) {
        List<TenantKey> keys = new ArrayList<>();
        history.stream(tenant, stream, through)
                .forEach(event -> Touched.by(projection, event).forEach(touched -> keys.add(touched.id())));
        return new HashSet<>(keys);
    }
}
