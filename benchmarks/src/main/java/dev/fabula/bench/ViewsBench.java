package dev.fabula.bench;

import dev.fabula.contracts.event.EventTypes;
import dev.fabula.projection.feed.EventForms;
import dev.fabula.projection.feed.Feed;
import dev.fabula.projection.feed.FeedNode;
import dev.fabula.projection.feed.FeedSettings;
import dev.fabula.projection.runtime.Generation;
import dev.fabula.projection.runtime.ProjectionNode;
import dev.fabula.projection.runtime.Rebuild;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One history into every kind of view. */
@Command(
        name = "views",
        mixinStandardHelpOptions = true,
        description = {
            "Fold one history of stories and families into all kinds of views: as it is followed live, from its beginning, by all",
            "at once; rebuilt, each kind alone; rebuilt, all at once. Baselines: the simplest client for each, one call for each",
            "document, element or record."
        })
final class ViewsBench implements Callable<Integer> {

    private static final double BAR = 10;
    private static final double RECORDS_A_SECOND = 50_000;
    private static final Set<Rebuild.State> FILLING =
            EnumSet.of(Rebuild.State.QUEUED, Rebuild.State.BUILDING, Rebuild.State.CATCHING_UP);
    private static final int PARTITIONS = 6;
    private static final int PEOPLE_OF_BASELINE = 20_000;
    private static final int WORKERS = 2;
    private static final String ACTOR = "bench";

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(names = "--events", paramLabel = "N", description = "of the history (default: 200000)")
    private int events = 200_000;

    @Option(names = "--singles", paramLabel = "N", description = "calls of each baseline (default: 3000)")
    private int singles = 3_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    private final Map<String, List<Double>> built = new LinkedHashMap<>();
    private final Map<String, List<Double>> single = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        try (BenchDatabase database = BenchDatabase.start();
                BenchGraph graph = BenchGraph.start();
                BenchSearch search = BenchSearch.start();
                BenchKafka kafka = BenchKafka.start();
                AllViews views = new AllViews(database, graph, search)) {
            report.say(database.settings());
            PlayedHistory.fill(views.history().engine(), events / 2);
            FamilyHistory.fill(views.history().engine(), events / 2);
            long head = views.history().history().head();
            report.say(String.format(Locale.ROOT, "a history of %,d events, half stories, half families", head));
            follow(report, views, kafka, head);
            try (ProjectionNode node = views.node()) {
                for (int round = 0; round <= Math.min(3, options.rounds()); round++) {
                    one(report, views, graph, search, kafka, node, round, head);
                }
            }
        }
        for (var kind : single.entrySet()) {
            report.add(Result.of(
                    kind.getKey() + ", rebuilt / one a call",
                    Load.median(Objects.requireNonNull(built.get(kind.getKey()))),
                    Load.median(kind.getValue()),
                    "elements/s",
                    BAR));
        }
        report.add(Result.of(
                "feed / what is wanted",
                Load.median(Objects.requireNonNull(built.get("feed"))),
                RECORDS_A_SECOND,
                "records/s",
                1.0));
        report.finish(options);
        return 0;
    }

    /** Everything from nothing, as live processors follow it. */
    private static void follow(Report report, AllViews views, BenchKafka kafka, long head) throws Exception {
        long begin = System.nanoTime();
        try (ProjectionNode node = views.node();
                Fed feed = new Fed(views, kafka, "live")) {
            for (String name : views.names()) {
                while (node.operations().status(name).generations().stream()
                        .noneMatch(copy -> copy.state() == Generation.State.CURRENT && copy.position() >= head)) {
                    Thread.sleep(50);
                }
            }
            feed.await();
            double seconds = since(begin);
            report.say(String.format(
                    Locale.ROOT,
                    "followed live by %d read models and a feed at once: %.1f s, %,.0f events/s, which is %,.0f a second over"
                            + " all views",
                    views.names().size(),
                    seconds,
                    head / seconds,
                    head * (views.names().size() + 1) / seconds));
        }
    }

    private void one(
            Report report,
            AllViews views,
            BenchGraph graph,
            BenchSearch search,
            BenchKafka kafka,
            ProjectionNode node,
            int round,
            long head)
            throws Exception {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (var kind : views.kinds().entrySet()) {
            Filled filled = rebuilt(node, kind.getValue());
            rates.put(kind.getKey(), filled.elements() / filled.seconds());
            report.say(String.format(
                    Locale.ROOT,
                    "%-10s rebuilt alone: %,9.0f events/s, %,9.0f elements/s (%,d elements in %.1f s)",
                    kind.getKey(),
                    head / filled.seconds(),
                    filled.elements() / filled.seconds(),
                    filled.elements(),
                    filled.seconds()));
        }
        double fed;
        long records;
        long begin = System.nanoTime();
        try (Fed feed = new Fed(views, kafka, "alone-" + round)) {
            records = feed.await();
            fed = since(begin);
        }
        rates.put("feed", records / fed);
        report.say(String.format(
                Locale.ROOT, "%-10s alone: %,9.0f events/s, %,9.0f records/s", "feed", head / fed, records / fed));
        begin = System.nanoTime();
        try (Fed feed = new Fed(views, kafka, "together-" + round)) {
            var _ = rebuilt(node, views.names());
            var _ = feed.await();
        }
        double together = since(begin);
        report.say(String.format(Locale.ROOT, "all at once: %,.0f events/s, %.1f s", head / together, together));
        Map<String, Double> baselines = new LinkedHashMap<>();
        baselines.put("search", views.documentsOneACall(search, singles));
        baselines.put("graph", GraphBench.singles(graph.driver(), PEOPLE_OF_BASELINE, singles));
        graph.forget();
        baselines.put("feed", FeedBench.singly(views.history(), kafka, singles, "views-" + round));
        baselines.forEach(
                (kind, rate) -> report.say(String.format(Locale.ROOT, "%-10s one a call: %,9.0f/s", kind, rate)));
        // The first round warms all processes.
        if (round > 0) {
            rates.forEach((kind, rate) ->
                    built.computeIfAbsent(kind, _ -> new ArrayList<>()).add(rate));
            baselines.forEach((kind, rate) ->
                    single.computeIfAbsent(kind, _ -> new ArrayList<>()).add(rate));
        }
    }

    /** @param seconds until the last one was filled; comparing it comes after that */
    private record Filled(long elements, double seconds) {}

    private static Filled rebuilt(ProjectionNode node, List<String> names) throws InterruptedException {
        long begin = System.nanoTime();
        names.forEach(name -> {
            var _ = node.operations().rebuild(name, null, WORKERS, ACTOR);
        });
        while (names.stream().anyMatch(name -> FILLING.contains(state(node, name)))) {
            Thread.sleep(10);
        }
        double seconds = since(begin);
        long elements = 0;
        for (String name : names) {
            while (state(node, name) != Rebuild.State.READY) {
                if (state(node, name) == Rebuild.State.FAILED) {
                    throw new IllegalStateException("the rebuild of " + name + " failed: "
                            + of(node, name).error());
                }
                Thread.sleep(10);
            }
            if (!node.operations().verify(name).equal()) {
                throw new IllegalStateException("the rebuilt " + name + " differs from the live one");
            }
            elements += of(node, name).rows();
            var _ = node.operations().cancel(name, ACTOR);
        }
        return new Filled(elements, seconds);
    }

    private static Rebuild of(ProjectionNode node, String name) {
        return Objects.requireNonNull(node.operations().status(name).rebuild()).rebuild();
    }

    private static Rebuild.State state(ProjectionNode node, String name) {
        return of(node, name).state();
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** A feed of everything into a topic of its own. */
    private static final class Fed implements AutoCloseable {

        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final FeedNode node;
        private final String name;
        private final long head;

        Fed(AllViews views, BenchKafka kafka, String name) {
            this.name = name;
            head = views.history().history().head();
            Feed feed = new Feed(
                    name, "bench.views." + name, Set.of("storysession", "legacy"), Set.of(), false, PARTITIONS, (short)
                            -1);
            node = new FeedNode(
                    ACTOR,
                    "",
                    views.operate(),
                    new FeedNode.Source(
                            views.history().history(),
                            views.history().head(),
                            EventForms.of(EventTypes.fabula()),
                            views.history().codec(),
                            views.history().sealedValues()),
                    Map.of("bootstrap.servers", kafka.bootstrap()),
                    List.of(feed),
                    FeedSettings.DEFAULT,
                    meters,
                    true);
        }

        /** Until it has told everything; how many records that were. */
        long await() throws InterruptedException {
            while (node.operations().status(name).position() < head) {
                Thread.sleep(20);
            }
            return (long) meters.get("fabula.feed.records").counter().count();
        }

        @Override
        public void close() {
            node.close();
        }
    }
}
