package dev.fabula.projection.neo4j;

import dev.fabula.projection.Change;
import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.neo4j.Elements.Found;
import dev.fabula.projection.neo4j.Elements.There;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Transaction;

/**
 * Some changes in one transaction: what is there is looked up, then a few statements say everything. Rows are sorted by
 * identity, so that two who write the same elements lock them in the same order. What was looked up may be overtaken before
 * it is locked: the guard by position is asked again under the lock, and whoever makes what another has just made fails
 * by its constraint, and the transaction begins anew.
 */
final class GraphBatch<V> {

    /** Of a placeholder that never was anything. */
    static final long NEVER = -1;

    private final GraphMapping<V> mapping;
    private final String target;
    private final boolean guarded;
    private final List<Row> rows;

    /**
     * A change, in the form of the graph.
     *
     * @param shape nothing where it is gone
     */
    private record Row(
            TenantKey key,
            String identity,
            @Nullable Shape shape,
            long position,
            @Nullable TenantKey from,
            @Nullable TenantKey to,
            Map<String, Object> properties) {}

    /**
     * @param guarded whether what is there with a later position stays
     * @throws SinkRefusedException where a value cannot be an element
     */
    GraphBatch(GraphMapping<V> mapping, String target, boolean guarded, Collection<Change<V>> changes) {
        this.mapping = mapping;
        this.target = target;
        this.guarded = guarded;
        rows = changes.stream()
                .map(this::row)
                .sorted(Comparator.comparing(Row::identity))
                .toList();
    }

    private Row row(Change<V> change) {
        TenantKey key = change.key();
        Map<String, Object> properties = Identity.properties(target, key, change.position());
        V value = change.value();
        if (value == null) {
            return new Row(key, Identity.of(target, key), null, change.position(), null, null, properties);
        }
        try {
            Shape shape = mapping.of(value);
            properties.putAll(shape.stored(value));
            Shape.Ends ends = shape.ends();
            return new Row(
                    key,
                    Identity.of(target, key),
                    shape,
                    change.position(),
                    ends == null
                            ? null
                            : new TenantKey(key.tenant(), ends.from().apply(value)),
                    ends == null ? null : new TenantKey(key.tenant(), ends.to().apply(value)),
                    properties);
        } catch (RuntimeException unfit) {
            throw new SinkRefusedException(target + " cannot hold " + key + ": " + unfit.getMessage(), unfit);
        }
    }

    /** Creates what nobody has, without a look at what is there; fails where something is, or an end is missing. */
    void create(Transaction transaction) {
        byName(rows, false)
                .forEach((label, these) -> Cypher.createNodes(transaction, target, label, properties(these)));
        byName(rows, true).forEach((type, these) -> Cypher.createRelationships(transaction, type, joined(these)));
    }

    boolean hasRelationships() {
        return rows.stream().anyMatch(row -> row.from() != null);
    }

    /** Writes whatever is there before. */
    void write(Transaction transaction) {
        Set<TenantKey> touched = new HashSet<>();
        rows.forEach(row -> {
            touched.add(row.key());
            if (row.from() != null && row.to() != null) {
                touched.add(row.from());
                touched.add(row.to());
            }
        });
        There there = new Elements(mapping, target).find(transaction, touched, false);
        List<Row> wanted = rows.stream()
                .filter(row -> {
                    Found found = there.of(row.key());
                    return !guarded || found == null || found.position() <= row.position();
                })
                .toList();
        clear(transaction, wanted, there);
        hollow(transaction, wanted, there);
        nodes(transaction, wanted, there);
        placeholders(transaction, wanted, there);
        relationships(transaction, wanted, there);
    }

    /** What is of another kind now, or joins other nodes: relationships that go, and the memory of removed ones. */
    private void clear(Transaction transaction, List<Row> wanted, There there) {
        SortedMap<String, List<Row>> gone = new TreeMap<>();
        List<Row> forgotten = new ArrayList<>();
        for (Row row : wanted) {
            for (Found relationship : there.relationships(row.key())) {
                if (!isSame(row, relationship)) {
                    gone.computeIfAbsent(name(relationship.shape()), _ -> new ArrayList<>())
                            .add(row);
                }
            }
            if (row.from() != null && there.nodes().containsKey(row.key())) {
                forgotten.add(row);
            }
        }
        gone.forEach((type, these) -> Cypher.deleteRelationships(transaction, type, guards(these)));
        if (!forgotten.isEmpty()) {
            Cypher.makeHollow(transaction, target, mapping.labels(), hollows(forgotten, NEVER));
            Cypher.deleteUnusedHollows(transaction, guards(forgotten));
        }
    }

    private static boolean isSame(Row row, Found found) {
        return row.shape() != null
                && row.shape().equals(found.shape())
                && row.from() != null
                && Property.encodable(row.from().key()).equals(found.from())
                && row.to() != null
                && Property.encodable(row.to().key()).equals(found.to());
    }

    /** What was removed leaves a node that remembers when, and that holds the relationships which are there still. */
    private void hollow(Transaction transaction, List<Row> wanted, There there) {
        List<Row> gone = wanted.stream().filter(row -> row.shape() == null).toList();
        List<Row> nodes = gone.stream()
                .filter(row -> there.nodes().containsKey(row.key()))
                .toList();
        List<Row> others = gone.stream()
                .filter(row -> !there.nodes().containsKey(row.key()))
                .toList();
        Cypher.makeHollow(transaction, target, mapping.labels(), hollows(nodes, null));
        Cypher.createNodes(transaction, target, "Hollow", properties(others));
    }

    private void nodes(Transaction transaction, List<Row> wanted, There there) {
        byName(wanted, false).forEach((label, these) -> {
            Cypher.createNodes(
                    transaction,
                    target,
                    label,
                    properties(these.stream()
                            .filter(row -> !there.nodes().containsKey(row.key()))
                            .toList()));
            Cypher.changeNodes(
                    transaction,
                    label,
                    mapping.labels(),
                    guards(these.stream()
                            .filter(row -> there.nodes().containsKey(row.key()))
                            .toList()));
        });
    }

    /** Ends that are not there yet and that this batch does not bring. */
    private void placeholders(Transaction transaction, List<Row> wanted, There there) {
        Set<TenantKey> brought =
                wanted.stream().filter(row -> row.from() == null).map(Row::key).collect(Collectors.toSet());
        SortedMap<String, Map<String, Object>> missing = new TreeMap<>();
        for (Row row : wanted) {
            if (row.from() != null && row.to() != null) {
                for (TenantKey end : List.of(row.from(), row.to())) {
                    if (!brought.contains(end) && !there.nodes().containsKey(end)) {
                        missing.put(Identity.of(target, end), Identity.properties(target, end, NEVER));
                    }
                }
            }
        }
        Cypher.createNodes(transaction, target, "Hollow", List.copyOf(missing.values()));
    }

    private void relationships(Transaction transaction, List<Row> wanted, There there) {
        byName(wanted, true).forEach((type, these) -> {
            List<Row> changed = new ArrayList<>();
            List<Row> made = new ArrayList<>();
            for (Row row : these) {
                boolean isThere = there.relationships(row.key()).stream().anyMatch(found -> isSame(row, found));
                (isThere ? changed : made).add(row);
            }
            Cypher.changeRelationships(transaction, type, guards(changed));
            Cypher.createRelationships(transaction, type, joined(made));
        });
    }

    private static SortedMap<String, List<Row>> byName(List<Row> rows, boolean relationships) {
        SortedMap<String, List<Row>> byName = new TreeMap<>();
        rows.stream()
                .filter(row -> row.shape() != null && row.shape().isRelationship() == relationships)
                .forEach(row -> byName.computeIfAbsent(name(row.shape()), _ -> new ArrayList<>())
                        .add(row));
        return byName;
    }

    private static String name(@Nullable Shape shape) {
        if (shape == null) {
            throw new IllegalStateException("nothing that was removed has a shape");
        }
        return shape.name();
    }

    private static List<Map<String, Object>> properties(List<Row> rows) {
        return rows.stream().map(Row::properties).toList();
    }

    /** With the position up to which what is there gives way. */
    private List<Map<String, Object>> guards(List<Row> rows) {
        return rows.stream()
                .map(row -> Map.<String, Object>of(
                        "identity",
                        row.identity(),
                        "through",
                        guarded ? row.position() : Long.MAX_VALUE,
                        "properties",
                        row.properties()))
                .toList();
    }

    /** @param position that is remembered; nothing for that of the change */
    private List<Map<String, Object>> hollows(List<Row> rows, @Nullable Long position) {
        return rows.stream()
                .map(row -> Map.<String, Object>of(
                        "identity",
                        row.identity(),
                        "through",
                        guarded ? row.position() : Long.MAX_VALUE,
                        "properties",
                        Identity.properties(target, row.key(), position == null ? row.position() : position)))
                .toList();
    }

    private List<Map<String, Object>> joined(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.from() != null && row.to() != null)
                .map(row -> Map.<String, Object>of(
                        "from", end(row.from()), "to", end(row.to()), "properties", row.properties()))
                .toList();
    }

    private String end(@Nullable TenantKey key) {
        if (key == null) {
            throw new IllegalStateException("a relationship has two ends");
        }
        return Identity.of(target, key);
    }
}
