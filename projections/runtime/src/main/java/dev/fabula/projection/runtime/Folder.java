package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Change;
import dev.fabula.projection.Projection;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values while events are folded into them, in memory. A key whose fold fails keeps the value from before that event;
 * this event and those that follow for the key become letters, and nothing else notices. Not for several threads at once.
 */
final class Folder<K, V> {

    /** A value on its way. */
    private static final class Cell<V> {
        private @Nullable V value;
        private long changedAt;
        private @Nullable V valueBefore;
        private long changedAtBefore;
        private long position;
        private final long storedThrough;
        private boolean stored;
        private boolean dirty;
        /** Whether it was folded from the beginning, rather than from what was kept. */
        private final boolean whole;

        Cell(@Nullable Stored<V> there, boolean whole) {
            this.whole = whole;
            value = there == null ? null : there.value();
            stored = there != null;
            storedThrough = there == null ? 0 : there.position();
            changedAt = storedThrough;
            position = storedThrough;
        }
    }

    private final Projection<K, V> projection;
    private final Map<TenantKey, Cell<V>> cells = new HashMap<>();
    private final Set<TenantKey> parked;
    private final Set<Discards.Discarded> discarded;
    private List<Letter> letters = new ArrayList<>();
    private final Set<TenantKey> lacking = new HashSet<>();

    /**
     * @param parked keys of which something is parked already
     * @param discarded what is not to be folded
     */
    Folder(Projection<K, V> projection, Set<TenantKey> parked, Set<Discards.Discarded> discarded) {
        this.projection = projection;
        this.discarded = discarded;
        this.parked = new HashSet<>(parked);
    }

    boolean knows(TenantKey key) {
        return cells.containsKey(key) || parked.contains(key);
    }

    /** What is stored of these keys; of those that are not in the map, nothing. */
    void know(Set<TenantKey> keys, Map<TenantKey, Stored<V>> stored) {
        keys.forEach(key -> cells.put(key, new Cell<>(stored.get(key), false)));
    }

    void apply(Recorded<DomainEvent> event, Touched<K> touched) {
        TenantKey id = touched.id();
        K key = touched.key();
        if (!discarded.isEmpty() && discarded.contains(new Discards.Discarded(id, event.position()))) {
            return;
        }
        if (key == null) {
            park(id, event.position(), Objects.requireNonNull(touched.failure()));
            return;
        }
        if (!parked.isEmpty() && parked.contains(id)) {
            park(id, event.position(), null);
            return;
        }
        Cell<V> cell = cells.computeIfAbsent(id, _ -> new Cell<>(null, true));
        if (event.position() <= cell.storedThrough || lacking.contains(id)) {
            return;
        }
        if (!cell.whole && projection.needsHistory(cell.value, event)) {
            lacking.add(id);
            return;
        }
        if (event.position() > cell.position) {
            cell.valueBefore = cell.value;
            cell.changedAtBefore = cell.changedAt;
            cell.position = event.position();
        }
        try {
            V next = projection.evolve(key, cell.value, event);
            if (!Objects.equals(next, cell.value)) {
                cell.value = next;
                cell.changedAt = event.position();
                cell.dirty = true;
            }
        } catch (RuntimeException | StackOverflowError failed) {
            cell.value = cell.valueBefore;
            cell.changedAt = cell.changedAtBefore;
            parked.add(id);
            park(id, event.position(), failed);
        }
    }

    /** A stored event that became several counts once. */
    private void park(TenantKey key, long position, @Nullable Throwable error) {
        Letter last = letters.isEmpty() ? null : letters.getLast();
        if (last == null || last.position() != position || !last.key().equals(key)) {
            letters.add(new Letter(key, position, error));
        }
    }

    @Nullable
    V value(TenantKey key) {
        Cell<V> cell = cells.get(key);
        return cell == null ? null : kept(cell);
    }

    private @Nullable V kept(Cell<V> cell) {
        return cell.value == null ? null : projection.kept(cell.value);
    }

    /** Keys that are to be folded anew, since the last call: what was kept of them was not enough. They are forgotten here. */
    Set<TenantKey> lacking() {
        Set<TenantKey> all = Set.copyOf(lacking);
        lacking.clear();
        cells.keySet().removeAll(all);
        return all;
    }

    int size() {
        return cells.size();
    }

    /** Of keys that are not stored yet. */
    List<Change<V>> added() {
        return changes(false);
    }

    /** Of keys that are stored; nothing is left to say of one that came and went. */
    List<Change<V>> changed() {
        return changes(true);
    }

    private List<Change<V>> changes(boolean stored) {
        List<Change<V>> changes = new ArrayList<>();
        cells.forEach((key, cell) -> {
            if (cell.dirty && cell.stored == stored && !lacking.contains(key)) {
                V kept = kept(cell);
                if (stored || kept != null) {
                    changes.add(new Change<>(key, kept, cell.changedAt));
                }
            }
        });
        return changes;
    }

    /** Since the last call. */
    List<Letter> letters() {
        List<Letter> all = letters;
        letters = new ArrayList<>();
        return all;
    }

    /** All changes are stored now. */
    void stored() {
        cells.values().forEach(cell -> {
            cell.stored = kept(cell) != null;
            cell.dirty = false;
        });
    }

    /** Forgets what is stored anyway. */
    void forget() {
        cells.clear();
    }
}
