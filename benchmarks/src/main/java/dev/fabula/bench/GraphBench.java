package dev.fabula.bench;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.Change;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.neo4j.GraphMapping;
import dev.fabula.projection.neo4j.GraphSettings;
import dev.fabula.projection.neo4j.Neo4jSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writing a family graph in batches, against one MERGE a call. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Fill, write and compare a graph of people and who is whose parent; baseline: one MERGE a call.")
final class GraphBench implements Callable<Integer> {

    private static final double BAR = 10;
    private static final String NAME = "bench";
    private static final TenantId TENANT = new TenantId("bench");
    /** Of the live runtime: what one batch writes at most. */
    private static final int LIVE_BATCH = 2_500;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "people; half as many again are relationships (default: 50000)")
    private int nodes = 50_000;

    @Option(names = "--singles", paramLabel = "N", description = "calls of the baseline (default: 10000)")
    private int singles = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    sealed interface Kin {}

    record Person(String name, String born, boolean living) implements Kin {}

    record ParentOf(String parent, String child, String pedigree) implements Kin {}

    private static final GraphMapping<Kin> MAPPING = GraphMapping.of(Kin.class)
            .node(Person.class, "Person")
            .relationship(ParentOf.class, "PARENT_OF", ParentOf::parent, ParentOf::child)
            .build();

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        List<Change<Kin>> family = family(nodes, nodes * 3 / 2);
        List<Double> single = new ArrayList<>();
        List<Double> filled = new ArrayList<>();
        List<Double> written = new ArrayList<>();
        List<Double> rewritten = new ArrayList<>();
        List<Double> loaded = new ArrayList<>();
        List<Double> digested = new ArrayList<>();
        try (BenchGraph graph = BenchGraph.start()) {
            Neo4jSink<Kin> sink = new Neo4jSink<>(
                    graph.driver(), new PGSimpleDataSource(), NAME, MAPPING, Map.of(), GraphSettings.DEFAULT);
            report.say(String.format(
                    Locale.ROOT,
                    "%,d nodes and %,d relationships; the baseline is %,d calls, in shares of both",
                    nodes,
                    family.size() - nodes,
                    singles));
            for (int round = 0; round <= options.rounds(); round++) {
                String target = sink.target(2 * round + 1);
                String live = sink.target(2 * round + 2);
                sink.create(target);
                sink.create(live);
                double fill = rate(family.size(), () -> sink.fill(target, family));
                double write = rate(family.size(), () -> batches(family, batch -> sink.write(live, batch)));
                List<Change<Kin>> later = later(family);
                double rewrite = rate(family.size(), () -> batches(later, batch -> sink.write(live, batch)));
                double load = rate(
                        family.size(),
                        () -> batches(
                                family,
                                batch -> sink.load(
                                        live, batch.stream().map(Change::key).toList())));
                double digest;
                try (var snapshot = sink.snapshot()) {
                    digest = rate(family.size(), () -> snapshot.digest(target, live, 1_024));
                }
                List<Change<Kin>> some = shares(family, singles);
                double one = rate(some.size(), () -> merge(graph.driver(), some));
                sink.drop(target);
                sink.drop(live);
                graph.forget();
                report.say(String.format(
                        Locale.ROOT,
                        "one MERGE a call %,8.0f/s, filled %,9.0f/s, written %,9.0f/s, written again %,9.0f/s, loaded %,9.0f/s,"
                                + " digested %,9.0f/s",
                        one,
                        fill,
                        write,
                        rewrite,
                        load,
                        digest));
                // The first round warms both processes.
                if (round > 0) {
                    single.add(one);
                    filled.add(fill);
                    written.add(write);
                    rewritten.add(rewrite);
                    loaded.add(load);
                    digested.add(digest);
                }
            }
        }
        double baseline = Load.median(single);
        report.add(Result.of("graph, filled", Load.median(filled), baseline, "elements/s", BAR));
        report.add(Result.of("graph, written anew", Load.median(written), baseline, "elements/s", BAR));
        report.add(Result.of("graph, written over", Load.median(rewritten), baseline, "elements/s", BAR));
        report.add(Result.of("  loaded", Load.median(loaded), baseline, "elements/s", null));
        report.add(Result.of("  digested", Load.median(digested), baseline, "elements/s", null));
        report.finish(options);
        return 0;
    }

    private static double rate(int elements, Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return elements * 1e9 / (System.nanoTime() - begin);
    }

    /** Nobody is their own ancestor, and nobody has many children. */
    private static List<Change<Kin>> family(int people, int relationships) {
        Random random = new Random(7);
        List<Change<Kin>> all = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            all.add(change("person/" + i, new Person("Person " + i, "1900-01-01", i % 3 == 0), i + 1));
        }
        for (int i = 0; i < relationships; i++) {
            int child = 1 + random.nextInt(people - 1);
            String parent = "person/" + Math.max(0, child - 1 - random.nextInt(100));
            all.add(change("parent-of/" + i, new ParentOf(parent, "person/" + child, "birth"), people + i + 1L));
        }
        return List.copyOf(all);
    }

    private static Change<Kin> change(String key, Kin value, long position) {
        return new Change<>(new TenantKey(TENANT, key), value, position);
    }

    private static List<Change<Kin>> later(List<Change<Kin>> all) {
        return all.stream()
                .map(change -> new Change<>(change.key(), change.value(), change.position() + all.size()))
                .toList();
    }

    private static void batches(List<Change<Kin>> all, Consumer<Collection<Change<Kin>>> work) {
        for (int i = 0; i < all.size(); i += LIVE_BATCH) {
            work.accept(all.subList(i, Math.min(i + LIVE_BATCH, all.size())));
        }
    }

    /** Of people and relationships as many as there are of each in all, the people first. */
    private static List<Change<Kin>> shares(List<Change<Kin>> all, int count) {
        List<Change<Kin>> some = new ArrayList<>(all);
        Collections.shuffle(some, new Random(8));
        List<Change<Kin>> chosen = new ArrayList<>(some.subList(0, Math.min(count, some.size())));
        chosen.sort((a, b) -> Boolean.compare(a.value() instanceof ParentOf, b.value() instanceof ParentOf));
        return chosen;
    }

    /** Elements a second of a graph of so many people, one MERGE a call. */
    static double singles(Driver driver, int people, int calls) {
        List<Change<Kin>> some = shares(family(people, people * 3 / 2), calls);
        return rate(some.size(), () -> merge(driver, some));
    }

    /** As it is written where nobody thinks of batches; indexed, too. */
    private static void merge(Driver driver, List<Change<Kin>> changes) {
        try (Session session = driver.session()) {
            for (Change<Kin> change : changes) {
                String id = change.key().key();
                switch (change.value()) {
                    case Person person ->
                        session.run(
                                        "MERGE (p:Single {id: $id}) SET p.name = $name, p.born = $born, p.living = $living,"
                                                + " p.position = $position",
                                        Map.of(
                                                "id",
                                                id,
                                                "name",
                                                person.name(),
                                                "born",
                                                person.born(),
                                                "living",
                                                person.living(),
                                                "position",
                                                change.position()))
                                .consume();
                    case ParentOf parent ->
                        session.run(
                                        "MERGE (a:Single {id: $from}) MERGE (b:Single {id: $to}) MERGE (a)-[r:SINGLE {id: $id}]->(b)"
                                                + " SET r.pedigree = $pedigree, r.position = $position",
                                        Map.of(
                                                "id",
                                                id,
                                                "from",
                                                parent.parent(),
                                                "to",
                                                parent.child(),
                                                "pedigree",
                                                parent.pedigree(),
                                                "position",
                                                change.position()))
                                .consume();
                    case null -> throw new IllegalStateException("nothing is removed here");
                }
            }
        }
    }
}
