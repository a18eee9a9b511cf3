package dev.fabula.projection.neo4j;

import dev.fabula.projection.Change;
import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkSnapshot;
import dev.fabula.projection.Stored;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.neo4j.Elements.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.neo4j.driver.Driver;

/**
 * A read model in Neo4j: its values are nodes and relationships. Every element carries {@code identity} (generation, tenant
 * and key with slashes between them), {@code tenant}, {@code generation}, {@code key} and {@code position}; every node of a
 * generation has the generation's name as a label. Readers begin with the marker, so that one query sees one generation,
 * and give every node of a pattern its label, because a node that is not there yet, or no more, has none:
 *
 * <pre>{@code
 * MATCH (shown:Generation {projection: 'graph'})
 * MATCH (p:Person:Element {identity: shown.target + '/' + $tenant + '/' + $key})-[:PARENT_OF]->(child:Person)
 * RETURN child
 * }</pre>
 *
 * <p>Nothing here is in the transaction that stores the token: a batch may be there though its token is not, and comes again.
 * So what is removed leaves its position behind, in a node that counts for nobody, until no event before it can come again.
 */
public final class Neo4jSink<V> implements Sink<V> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    /** For how long a target is emptied at a time; the rest goes the next time. */
    private static final Duration DROPPING = Duration.ofSeconds(2);

    private final Graph graph;
    private final DataSource progress;
    private final String name;
    private final GraphMapping<V> mapping;
    private final GraphSettings settings;
    private final GraphFill<V> filling;
    /** Relationships lock what they join, so batches side by side end each other as deadlocks; here they take turns. */
    private final ReentrantLock writing = new ReentrantLock(true);

    /**
     * Touches neither server: Neo4j may be away when the process starts.
     *
     * @param progress where the runtime keeps how far its processors are, as the role that operates
     * @param name of the projection: lower-case letters, digits, underscores; generations are called {@code <name>_<number>}
     * @param scripts statements of constraints and indexes that readers rest on, by the number of their script; applied in
     *     that order, each once, and each such that it can be repeated
     */
    public Neo4jSink(
            Driver driver,
            DataSource progress,
            String name,
            GraphMapping<V> mapping,
            Map<Integer, List<String>> scripts,
            GraphSettings settings) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "not the name of a graph (lower-case letters, digits, underscores, at most 48): " + name);
        }
        this.progress = progress;
        this.name = name;
        this.mapping = mapping;
        this.settings = settings;
        graph = new Graph(driver, new GraphSchema(name, mapping.types(), scripts), settings);
        filling = new GraphFill<>(graph, mapping, settings);
    }

    @Override
    public String kind() {
        return "neo4j";
    }

    @Override
    public boolean joinsTransactions() {
        return false;
    }

    @Override
    public String target(int number) {
        return name + "_" + number;
    }

    /** Records which properties its elements have, which a comparison with another version asks. */
    @Override
    public void create(String target) {
        graph.in(
                "create " + target,
                transaction -> transaction
                        .run(
                                "MERGE (b:GraphSchema {name: $target}) SET b.properties = $properties",
                                Map.of("target", target, "properties", mapping.properties()))
                        .consume());
    }

    @Override
    public boolean isEmpty(String target) {
        return graph.in(
                "look into " + target,
                transaction -> !transaction
                        .run("MATCH (n:`" + target + "`) RETURN 1 LIMIT 1")
                        .hasNext());
    }

    @Override
    public void fill(String target, Collection<Change<V>> added) {
        filling.fill(target, added);
    }

    /** Nothing to do: what elements are found by is there from the beginning. */
    @Override
    public void prepareForUpdates(String target) {}

    /** Nothing to do: indexes are of labels, whatever the generation. */
    @Override
    public void finish(String target) {}

    @Override
    public Map<TenantKey, Stored<V>> load(String target, Collection<TenantKey> keys) {
        Map<TenantKey, Stored<V>> values = new HashMap<>(keys.size() * 2);
        found(target, keys).forEach((key, found) -> values.put(key, stored(found)));
        return values;
    }

    /** The elements of those of the keys that have one, or had one. */
    Map<TenantKey, Found> found(String target, Collection<TenantKey> keys) {
        Map<TenantKey, Found> all = new HashMap<>(keys.size() * 2);
        List<TenantKey> wanted = List.copyOf(keys);
        for (int i = 0; i < wanted.size(); i += settings.batch()) {
            List<TenantKey> some = wanted.subList(i, Math.min(i + settings.batch(), wanted.size()));
            Elements.There there = graph.in(
                    "load from " + target, transaction -> new Elements(mapping, target).find(transaction, some, true));
            for (TenantKey key : some) {
                Found found = there.of(key);
                if (found != null && found.position() > GraphBatch.NEVER) {
                    all.put(key, found);
                }
            }
        }
        return all;
    }

    private Stored<V> stored(Found found) {
        Shape shape = found.shape();
        // Only the mapping's classes are read, all of which are values.
        @SuppressWarnings("unchecked")
        V value = shape == null ? null : (V) shape.read(found.properties());
        return new Stored<>(value, found.position());
    }

    @Override
    public void write(String target, Collection<Change<V>> changes) {
        write(target, changes, true);
    }

    @Override
    public void replace(String target, Collection<Change<V>> changes) {
        write(target, changes, false);
    }

    private void write(String target, Collection<Change<V>> changes, boolean guarded) {
        List<Change<V>> sorted = new ArrayList<>(changes);
        sorted.sort(Comparator.comparing(Change::key));
        for (int i = 0; i < sorted.size(); i += settings.batch()) {
            GraphBatch<V> batch = new GraphBatch<>(
                    mapping, target, guarded, sorted.subList(i, Math.min(i + settings.batch(), sorted.size())));
            writing.lock();
            try {
                graph.in("write to " + target, transaction -> {
                    batch.write(transaction);
                    return true;
                });
            } finally {
                writing.unlock();
            }
        }
    }

    @Override
    public void promote(String target) {
        graph.in(
                "show " + target,
                transaction -> transaction
                        .run(
                                "MERGE (g:Generation {projection: $projection}) SET g.target = $target",
                                Map.of("projection", name, "target", target))
                        .consume());
    }

    @Override
    public void drop(String target) {
        while (!dropPart(target)) {
            Thread.onSpinWait();
        }
    }

    /** Relationships before nodes: a node with a million of them must not be one transaction. */
    @Override
    public boolean dropPart(String target) {
        long deadline = System.nanoTime() + DROPPING.toNanos();
        for (String some : List.of(
                "MATCH (:`" + target + "`)-[x]->() WITH x LIMIT $batch DELETE x",
                "MATCH (x:`" + target + "`) WITH x LIMIT $batch DETACH DELETE x",
                "MATCH (x:GraphSchema {name: '" + target + "'}) DELETE x")) {
            while (deleted("drop " + target, some, Map.of("batch", settings.batch())) > 0) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private int deleted(String what, String statement, Map<String, Object> parameters) {
        return graph.in(what, transaction -> {
            var counters = transaction.run(statement, parameters).consume().counters();
            return counters.nodesDeleted() + counters.relationshipsDeleted();
        });
    }

    /** Forgets what was removed up to there, and placeholders that nothing hangs on. */
    @Override
    public void settled(String target, long position) {
        String unused = "MATCH (x:`" + target + "`:Hollow) WHERE x.position <= $position AND NOT (x)--()"
                + " WITH x LIMIT $batch SET x:Element WITH x WHERE x:Hollow AND NOT (x)--() DELETE x";
        Map<String, Object> parameters = Map.of("position", position, "batch", settings.batch());
        long deadline = System.nanoTime() + DROPPING.toNanos();
        while (deleted("tidy " + target, unused, parameters) > 0 && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public List<TenantKey> sample(String target, int count) {
        double where = ThreadLocalRandom.current().nextDouble();
        List<TenantKey> keys = new ArrayList<>(graph.scan(
                "sample " + target, transaction -> new Elements(mapping, target).some(transaction, count, where)));
        java.util.Collections.shuffle(keys);
        return List.copyOf(keys.subList(0, Math.min(count, keys.size())));
    }

    @Override
    public Object comparable(V value) {
        return mapping.comparable(Objects.requireNonNull(value));
    }

    @Override
    public SinkSnapshot<V> snapshot() {
        return new Neo4jSnapshot<>(this, graph, mapping, progress);
    }
}
