package dev.fabula.projection.neo4j;

import dev.fabula.projection.TenantKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;

/** Looks up elements of a target by their keys, and reads all of them. */
final class Elements {

    /** How many nodes a sample is taken from. */
    private static final int WINDOW = 100;

    private static final int WIDER = 4;

    private final GraphMapping<?> mapping;
    private final String target;

    Elements(GraphMapping<?> mapping, String target) {
        this.mapping = mapping;
        this.target = target;
    }

    /**
     * An element that is there.
     *
     * @param shape nothing for a hollow node: a placeholder, or what is left of something removed
     * @param properties all, where they were asked for
     * @param from the key of a relationship's first node; empty for a node
     */
    record Found(
            TenantKey key,
            @Nullable Shape shape,
            long position,
            String from,
            String to,
            Map<String, Object> properties) {

        boolean isHollow() {
            return shape == null;
        }
    }

    /**
     * What there is of some keys. A relationship's key has a node as well only where another relationship ends in it, and
     * several relationships only where two made it with different types at the same moment, which no constraint sees: the
     * later counts, and who writes next removes the other.
     */
    record There(Map<TenantKey, Found> nodes, Map<TenantKey, List<Found>> relationships) {

        @Nullable
        Found of(TenantKey key) {
            return relationships(key).stream()
                    .max(Comparator.comparingLong(Found::position))
                    .orElse(nodes.get(key));
        }

        List<Found> relationships(TenantKey key) {
            return relationships.getOrDefault(key, List.of());
        }
    }

    /** @param whole whether to read all properties */
    There find(Transaction transaction, Collection<TenantKey> keys, boolean whole) {
        There there = new There(new HashMap<>(keys.size() * 2), new HashMap<>(keys.size() * 2));
        Map<String, Object> wanted = identities(keys);
        String more = whole ? ", properties(x) AS properties" : "";
        transaction
                .run(
                        "UNWIND $identities AS identity MATCH (x:Element {identity: identity}) USING INDEX x:Element(identity)"
                                + " RETURN identity, x.position AS position, labels(x) AS labels" + more,
                        wanted)
                .forEachRemaining(row -> {
                    Found found = node(row, whole);
                    there.nodes().put(found.key(), found);
                });
        for (String type : mapping.types()) {
            transaction
                    .run(
                            "UNWIND $identities AS identity MATCH (a)-[x:`" + type
                                    + "` {identity: identity}]->(b) USING INDEX x:`" + type + "`(identity)"
                                    + " RETURN identity, x.position AS position, a.key AS from, b.key AS to" + more,
                            wanted)
                    .forEachRemaining(row -> {
                        Found found = relationship(row, type, whole);
                        there.relationships()
                                .computeIfAbsent(found.key(), _ -> new ArrayList<>(1))
                                .add(found);
                    });
        }
        return there;
    }

    private Map<String, Object> identities(Collection<TenantKey> keys) {
        TreeSet<String> identities = new TreeSet<>();
        keys.forEach(key -> identities.add(Identity.of(target, key)));
        return Map.of("identities", new ArrayList<>(identities));
    }

    private Found node(Record row, boolean whole) {
        return new Found(
                Identity.key(target, row.get("identity").asString()),
                mapping.node(row.get("labels").asList(Value::asString)),
                row.get("position").asLong(),
                "",
                "",
                whole ? row.get("properties").asMap() : Map.of());
    }

    private Found relationship(Record row, String type, boolean whole) {
        return new Found(
                Identity.key(target, row.get("identity").asString()),
                Objects.requireNonNull(mapping.relationship(type)),
                row.get("position").asLong(),
                row.get("from").asString(),
                row.get("to").asString(),
                whole ? row.get("properties").asMap() : Map.of());
    }

    /** Everything that counts, one after the other: no placeholder, nothing that was removed. */
    void all(Transaction transaction, Consumer<Found> each) {
        String nodes = "MATCH (x:`" + target + "`) WHERE NOT x:Hollow RETURN x.identity AS identity,"
                + " x.position AS position, labels(x) AS labels, properties(x) AS properties";
        transaction.run(nodes).forEachRemaining(row -> each.accept(node(row, true)));
        String relationships = "MATCH (a:`" + target + "`)-[x]->(b) RETURN x.identity AS identity, type(x) AS type,"
                + " x.position AS position, a.key AS from, b.key AS to, properties(x) AS properties";
        transaction.run(relationships).forEachRemaining(row -> {
            String type = row.get("type").asString();
            // One of a type that this version of the mapping has no more still counts in a comparison.
            Shape shape = mapping.relationship(type);
            each.accept(
                    shape != null
                            ? relationship(row, type, true)
                            : new Found(
                                    Identity.key(target, row.get("identity").asString()),
                                    null,
                                    row.get("position").asLong(),
                                    row.get("from").asString(),
                                    row.get("to").asString(),
                                    row.get("properties").asMap()));
        });
    }

    /** A few keys of what counts, from somewhere in the middle. */
    List<TenantKey> some(Transaction transaction, int count, double where) {
        List<TenantKey> keys = new ArrayList<>();
        long nodes = single(transaction, "MATCH (x:`" + target + "`) RETURN count(x)");
        // More than are asked for, because some of them may count for nobody.
        int window = WIDER * count + WINDOW;
        long skip = (long) (where * Math.max(0, nodes - window));
        Map<String, Object> range = Map.of("skip", skip, "window", window, "count", count);
        String of = "MATCH (x:`" + target + "`) WITH x SKIP $skip LIMIT $window ";
        transaction
                .run(of + "WITH x WHERE NOT x:Hollow RETURN x.identity AS identity", range)
                .forEachRemaining(
                        row -> keys.add(Identity.key(target, row.get("identity").asString())));
        transaction
                .run(of + "MATCH (x)-[r]->() RETURN r.identity AS identity LIMIT $count", range)
                .forEachRemaining(
                        row -> keys.add(Identity.key(target, row.get("identity").asString())));
        return keys;
    }

    private static long single(Transaction transaction, String query) {
        return transaction.run(query).single().get(0).asLong();
    }
}
