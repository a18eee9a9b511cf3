package dev.fabula.projection.neo4j;

import dev.fabula.projection.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Adds many elements fast: nodes before relationships, several transactions side by side, each creating without a look at
 * what is there. One that finds something there after all (a placeholder, what an attempt before left) is written as any
 * other batch.
 */
final class GraphFill<V> {

    private final Graph graph;
    private final GraphMapping<V> mapping;
    private final GraphSettings settings;

    GraphFill(Graph graph, GraphMapping<V> mapping, GraphSettings settings) {
        this.graph = graph;
        this.mapping = mapping;
        this.settings = settings;
    }

    void fill(String target, Collection<Change<V>> added) {
        List<Change<V>> nodes = new ArrayList<>();
        List<Change<V>> relationships = new ArrayList<>();
        for (Change<V> change : added) {
            V value = change.value();
            if (value != null) {
                (isRelationship(value) ? relationships : nodes).add(change);
            }
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                settings.parallel(),
                Thread.ofPlatform().daemon().name("graph-fill-", 1).factory())) {
            side(threads, target, nodes);
            side(threads, target, relationships);
        }
    }

    /** What is none of the graph's is refused with its batch, and named there. */
    private boolean isRelationship(V value) {
        return mapping.isKnown(value) && mapping.of(value).isRelationship();
    }

    private void side(ExecutorService threads, String target, List<Change<V>> changes) {
        List<Change<V>> sorted = new ArrayList<>(changes);
        sorted.sort(Comparator.comparing(Change::key));
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i += settings.batch()) {
            List<Change<V>> some = sorted.subList(i, Math.min(i + settings.batch(), sorted.size()));
            all.add(CompletableFuture.runAsync(
                    () -> add(target, new GraphBatch<>(mapping, target, true, some)), threads));
        }
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }

    private void add(String target, GraphBatch<V> batch) {
        String what = "fill " + target;
        try {
            graph.tried(transaction -> {
                batch.create(transaction);
                return true;
            });
        } catch (Graph.OvertakenException missing) {
            write(what, batch);
        } catch (Neo4jException failed) {
            if (!Graph.othersWereInTheWay(failed)) {
                throw Graph.meaning(what, failed);
            }
            write(what, batch);
        }
    }

    private void write(String what, GraphBatch<V> batch) {
        graph.in(what, transaction -> {
            batch.write(transaction);
            return true;
        });
    }
}
