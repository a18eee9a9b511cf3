package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.projection.Change;
import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Folds a batch of events into a generation: one load, one write, in the transaction that stores the token. */
final class LiveBatch<K, V> {

    private final ProjectionDatabase database;
    private final DeadLetters deadLetters;
    private final Refold<K, V> refold;
    private final Registered<K, V> registered;
    private final Generation generation;

    LiveBatch(
            ProjectionDatabase database,
            DeadLetters deadLetters,
            Refold<K, V> refold,
            Registered<K, V> registered,
            Generation generation) {
        this.database = database;
        this.deadLetters = deadLetters;
        this.refold = refold;
        this.registered = registered;
        this.generation = generation;
    }

    /** A transaction that only says how far it is, because none of its events is any concern of this segment. */
    void pass() {
        database.needNotSurvive();
    }

    /**
     * Folds and writes.
     *
     * @param mine which keys this worker is responsible for
     * @param careful whether to write key by key and park what the sink refuses
     * @throws SinkRefusedException where the sink refuses something and this was not to be careful
     */
    void fold(List<Recorded<DomainEvent>> events, Predicate<TenantKey> mine, boolean careful) {
        database.shareGeneration(generation.id());
        Map<TenantKey, List<Work<K>>> work = new LinkedHashMap<>();
        for (Recorded<DomainEvent> event : events) {
            for (Touched<K> touched : Touched.by(registered.projection(), event)) {
                if (mine.test(touched.id())) {
                    work.computeIfAbsent(touched.id(), _ -> new ArrayList<>()).add(new Work<>(event, touched));
                }
            }
        }
        Set<TenantKey> parked = deadLetters.parkedOf(generation, work.keySet());
        List<TenantKey> wanted =
                work.keySet().stream().filter(key -> !parked.contains(key)).toList();
        Map<TenantKey, Stored<V>> stored = registered.sink().load(generation.target(), wanted);
        Folder<K, V> folder = new Folder<>(registered.projection(), parked, Set.of());
        folder.know(Set.copyOf(wanted), stored);
        work.values().forEach(ofKey -> ofKey.forEach(each -> folder.apply(each.event(), each.touched())));
        Set<TenantKey> lacking = folder.lacking();
        Map<TenantKey, Change<V>> changes = new HashMap<>();
        folder.added().forEach(change -> changes.put(change.key(), change));
        folder.changed().forEach(change -> changes.put(change.key(), change));
        List<Letter> letters = folder.letters();
        long through = events.getLast().position();
        refold(lacking, through, careful);
        List<Recorded<DomainEvent>> erasures = events.stream()
                .filter(event -> event.event() instanceof SubjectKeyDestroyed)
                .toList();
        for (Recorded<DomainEvent> erasure : erasures) {
            Set<TenantKey> affected = refold.keysOf(erasure, through, mine);
            affected.forEach(changes::remove);
            letters.removeIf(letter -> affected.contains(letter.key()));
            refold.run(generation, affected, through);
        }
        if (careful) {
            writeCarefully(changes, work, letters);
        } else {
            registered.sink().write(generation.target(), changes.values());
        }
        deadLetters.park(generation, letters);
    }

    /** Keys of which too little was kept to go on with. */
    private void refold(Set<TenantKey> keys, long through, boolean careful) {
        if (careful) {
            CarefulWrite<V> write = new CarefulWrite<>(database, registered.sink(), generation.target());
            keys.forEach(key -> refold.runStepwise(generation, key, through, write));
        } else {
            refold.run(generation, keys, through);
        }
    }

    private record Work<K>(Recorded<DomainEvent> event, Touched<K> touched) {}

    /** What the sink refuses is the poison, and all of the batch for its key is parked. */
    private void writeCarefully(
            Map<TenantKey, Change<V>> changes, Map<TenantKey, List<Work<K>>> work, List<Letter> letters) {
        new CarefulWrite<>(database, registered.sink(), generation.target())
                .write(List.copyOf(changes.values()), (change, refused) -> {
                    letters.removeIf(letter -> letter.key().equals(change.key()));
                    Throwable error = refused;
                    for (Work<K> each : work.getOrDefault(change.key(), List.of())) {
                        letters.add(new Letter(change.key(), each.event().position(), error));
                        error = null;
                    }
                });
    }
}
