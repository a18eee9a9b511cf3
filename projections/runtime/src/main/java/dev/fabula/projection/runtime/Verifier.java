package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.projection.Digest;
import dev.fabula.projection.RowHash;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.runtime.Verification.Difference;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proves two generations equal at one position, without stopping either. A snapshot shows the values of both and how far
 * each segment of each has come. The fence is the furthest of these positions: keys that no event touches between the
 * slowest segment and the fence are the same at the fence as in the snapshot, and are compared by digests; the few others
 * are folded forward to the fence in memory and compared by value.
 *
 * <p>A sink that cannot show one moment is read while it is written. What was seen then can differ only for keys that an event
 * touches between the slowest segment and where history ended after the last of it was read: these are left out, read once
 * more, and folded forward to where history ends by then, which no value that was read is past.
 */
final class Verifier {

    static final int BUCKETS = 1_024;
    private static final int MOST_EXAMPLES = 50;
    /** Positions between the slowest segment and the fence, at most: what changes there is held in memory. */
    private static final long FURTHEST = 200_000;

    private static final String MASK = "(personal data)";
    private static final JsonMapper JSON = EventJson.builder().build();

    private final History history;
    private final DeadLetters deadLetters;
    private final Discards discards;

    Verifier(History history, DeadLetters deadLetters, Discards discards) {
        this.history = history;
        this.deadLetters = deadLetters;
        this.discards = discards;
    }

    /** @throws OperationRefusedException where one is too far behind the other to be compared */
    <K, V> Verification compare(Workshop.Tools<K, V> tools, Generation live, Generation fresh) {
        try (SinkSnapshot<V> snapshot = tools.registered().sink().snapshot()) {
            Map<Integer, Long> livePositions = snapshot.positions(live.processor());
            Map<Integer, Long> freshPositions = snapshot.positions(fresh.processor());
            List<Long> all = new ArrayList<>(livePositions.values());
            all.addAll(freshPositions.values());
            long fence = all.stream().mapToLong(Long::longValue).max().orElse(0);
            long slowest = all.stream().mapToLong(Long::longValue).min().orElse(0);
            requireNear(live, fresh, fence - slowest);
            Comparison<K, V> comparison =
                    new Comparison<>(tools, snapshot, live, fresh, livePositions, freshPositions, slowest);
            return snapshot.isOneMoment() ? comparison.ofOneMoment(fence) : comparison.whileWritten();
        }
    }

    private static void requireNear(Generation live, Generation fresh, long distance) {
        if (distance > FURTHEST) {
            throw new OperationRefusedException(
                    "too-far-behind",
                    "one of the generations " + live.number() + " and " + fresh.number() + " of " + live.projection()
                            + " is " + distance + " positions behind; wait until it has caught up");
        }
    }

    /** The events that touch a key after that position up to the fence. */
    private <K, V> Map<TenantKey, List<Moving<K>>> moving(Workshop.Tools<K, V> tools, long after, long fence) {
        Map<TenantKey, List<Moving<K>>> moving = new HashMap<>();
        try (HistoryCursor cursor = history.read(new HistoryRange(after, fence, tools.types()))) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                for (Recorded<DomainEvent> event : page) {
                    for (Touched<K> touched : Touched.by(tools.registered().projection(), event)) {
                        moving.computeIfAbsent(touched.id(), _ -> new ArrayList<>())
                                .add(new Moving<>(event, touched));
                    }
                }
            }
        }
        return moving;
    }

    private record Moving<K>(Recorded<DomainEvent> event, Touched<K> touched) {}

    /** One comparison in one snapshot. */
    private final class Comparison<K, V> {

        private final Workshop.Tools<K, V> tools;
        private final SinkSnapshot<V> snapshot;
        private final Generation live;
        private final Generation fresh;
        private final Map<Integer, Long> livePositions;
        private final Map<Integer, Long> freshPositions;
        private final long slowest;

        Comparison(
                Workshop.Tools<K, V> tools,
                SinkSnapshot<V> snapshot,
                Generation live,
                Generation fresh,
                Map<Integer, Long> livePositions,
                Map<Integer, Long> freshPositions,
                long slowest) {
            this.tools = tools;
            this.snapshot = snapshot;
            this.live = live;
            this.fresh = fresh;
            this.livePositions = livePositions;
            this.freshPositions = freshPositions;
            this.slowest = slowest;
        }

        Verification ofOneMoment(long fence) {
            Map<TenantKey, List<Moving<K>>> moving = moving(tools, slowest, fence);
            List<TenantKey> keys = List.copyOf(moving.keySet());
            List<Digest> liveDigests = still(live, fresh, keys);
            List<Digest> freshDigests = still(fresh, live, keys);
            Set<Integer> different = different(liveDigests, freshDigests);
            Set<TenantKey> differing = new TreeSet<>();
            if (!different.isEmpty()) {
                differing.addAll(drillDown(different));
                differing.removeAll(moving.keySet());
            }
            Map<TenantKey, V> liveMoved = Map.of();
            Map<TenantKey, V> freshMoved = Map.of();
            if (areComparable()) {
                liveMoved = forward(live, livePositions, moving, snapshot.load(live.target(), keys), fence);
                freshMoved = forward(fresh, freshPositions, moving, snapshot.load(fresh.target(), keys), fence);
            }
            long rows = rows(freshDigests) + freshMoved.size();
            return found(fence, rows, different.size(), differing, moving.keySet(), liveMoved, freshMoved);
        }

        Verification whileWritten() {
            List<Digest> liveDigests = snapshot.digest(live.target(), fresh.target(), BUCKETS);
            List<Digest> freshDigests = snapshot.digest(fresh.target(), live.target(), BUCKETS);
            Set<Integer> different = different(liveDigests, freshDigests);
            Set<TenantKey> differing = new TreeSet<>();
            if (!different.isEmpty()) {
                differing.addAll(drillDown(different));
            }
            long seen = history.head();
            requireNear(live, fresh, seen - slowest);
            Set<TenantKey> keys = moving(tools, slowest, seen).keySet();
            differing.removeAll(keys);
            Map<TenantKey, Stored<V>> liveStored = snapshot.load(live.target(), keys);
            Map<TenantKey, Stored<V>> freshStored = snapshot.load(fresh.target(), keys);
            long fence = history.head();
            requireNear(live, fresh, fence - slowest);
            Map<TenantKey, List<Moving<K>>> moving = moving(tools, slowest, fence);
            moving.keySet().retainAll(keys);
            Map<TenantKey, V> liveMoved = Map.of();
            Map<TenantKey, V> freshMoved = Map.of();
            if (areComparable()) {
                liveMoved = forward(live, livePositions, moving, liveStored, fence);
                freshMoved = forward(fresh, freshPositions, moving, freshStored, fence);
            }
            return found(
                    fence, rows(freshDigests), different.size(), differing, moving.keySet(), liveMoved, freshMoved);
        }

        private boolean areComparable() {
            return live.version() == fresh.version();
        }

        private static long rows(List<Digest> digests) {
            return digests.stream().mapToLong(Digest::rows).sum();
        }

        private static Set<Integer> different(List<Digest> one, List<Digest> other) {
            Set<Integer> different = new TreeSet<>();
            for (int i = 0; i < BUCKETS; i++) {
                if (!one.get(i).equals(other.get(i))) {
                    different.add(i);
                }
            }
            return different;
        }

        private Verification found(
                long fence,
                long rows,
                int differentBuckets,
                Set<TenantKey> differing,
                Set<TenantKey> moving,
                Map<TenantKey, V> liveMoved,
                Map<TenantKey, V> freshMoved) {
            boolean comparable = areComparable();
            if (comparable) {
                moving.stream()
                        .filter(key ->
                                !Sampler.same(tools.registered().sink(), liveMoved.get(key), freshMoved.get(key)))
                        .forEach(differing::add);
            }
            return new Verification(
                    differing.isEmpty(),
                    fence,
                    rows,
                    BUCKETS,
                    differentBuckets,
                    comparable ? moving.size() : 0,
                    comparable ? 0 : moving.size(),
                    differing.size(),
                    examples(differing, moving, liveMoved, freshMoved));
        }

        /** Digests without the keys that move. */
        private List<Digest> still(Generation generation, Generation other, List<TenantKey> moving) {
            List<Digest> digests = new ArrayList<>(snapshot.digest(generation.target(), other.target(), BUCKETS));
            snapshot.rows(generation.target(), other.target(), moving, BUCKETS)
                    .values()
                    .forEach(row ->
                            digests.set(row.bucket(), digests.get(row.bucket()).minus(row.hash())));
            return digests;
        }

        /** The keys in these buckets whose rows differ. */
        private List<TenantKey> drillDown(Set<Integer> buckets) {
            Map<TenantKey, RowHash> there = snapshot.rows(live.target(), fresh.target(), buckets, BUCKETS);
            Map<TenantKey, RowHash> here = snapshot.rows(fresh.target(), live.target(), buckets, BUCKETS);
            Set<TenantKey> all = new HashSet<>(there.keySet());
            all.addAll(here.keySet());
            return all.stream()
                    .filter(key -> !Objects.equals(there.get(key), here.get(key)))
                    .toList();
        }

        /** The values at the fence of keys that move. */
        private Map<TenantKey, V> forward(
                Generation generation,
                Map<Integer, Long> positions,
                Map<TenantKey, List<Moving<K>>> moving,
                Map<TenantKey, Stored<V>> stored,
                long fence) {
            Folder<K, V> folder = new Folder<>(
                    tools.registered().projection(),
                    deadLetters.parkedOf(generation, moving.keySet()),
                    discards.of(generation.projection()));
            Map<TenantKey, V> values = new HashMap<>();
            moving.forEach((key, events) -> {
                folder.know(Set.of(key), stored);
                long reached = LiveProjections.reached(key, positions);
                events.stream()
                        .filter(each -> each.event().position() > reached)
                        .forEach(each -> folder.apply(each.event(), each.touched()));
                V value = folder.value(key);
                if (value != null) {
                    values.put(key, value);
                }
            });
            Set<TenantKey> lacking = folder.lacking();
            values.keySet().removeAll(lacking);
            tools.refold().values(lacking, fence).forEach((key, change) -> {
                V value = change.value();
                if (value != null) {
                    values.put(key, value);
                }
            });
            return values;
        }

        private List<Difference> examples(
                Set<TenantKey> differing,
                Set<TenantKey> moving,
                Map<TenantKey, V> liveMoved,
                Map<TenantKey, V> freshMoved) {
            List<TenantKey> shown = differing.stream().limit(MOST_EXAMPLES).toList();
            boolean comparable = live.version() == fresh.version();
            Map<TenantKey, Stored<V>> there = comparable ? snapshot.load(live.target(), shown) : Map.of();
            Map<TenantKey, Stored<V>> here = snapshot.load(fresh.target(), shown);
            return shown.stream()
                    .map(key -> new Difference(
                            key.tenant().value(),
                            key.key(),
                            shown(moving.contains(key) ? liveMoved.get(key) : value(there.get(key))),
                            shown(moving.contains(key) ? freshMoved.get(key) : value(here.get(key)))))
                    .toList();
        }

        private @Nullable V value(@Nullable Stored<V> stored) {
            return stored == null ? null : stored.value();
        }
    }

    /** A value as operators may see it. */
    static @Nullable Map<String, @Nullable Object> shown(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        JSON.valueToTree(value).properties().forEach(entry -> shown.put(entry.getKey(), entry.getValue()));
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            if (component.isAnnotationPresent(PersonalData.class) && shown.containsKey(component.getName())) {
                shown.put(component.getName(), MASK);
            }
        }
        return shown;
    }
}
