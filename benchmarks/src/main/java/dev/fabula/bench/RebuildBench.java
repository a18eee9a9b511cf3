package dev.fabula.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rebuilding a read model from the whole history, against Axon's own processor and against what PostgreSQL takes. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Rebuild a read model beside the live one, from the request until it is compared and ready to be shown.",
            "Baselines: Axon's pooled processor on the same event store, 16 segments, a statement an event, with batches of 1 and of"
                    + " 100 (the better counts); and COPY of encoded rows, as many as there are events, into a table without keys.",
            "Then appends a second beside a rebuild that yields, against the same without one."
        })
final class RebuildBench implements Callable<Integer> {

    private static final double STOCK_BAR = 8;
    private static final double COPY_BAR = 0.3;
    private static final double HEAP_LIMIT = 512;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private BenchOptions options;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "length of the history (default: 1000000; quick: 200000)")
    private int events;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        int length = events > 0 ? events : options.quick ? 200_000 : 1_000_000;
        try (BenchDatabase database = BenchDatabase.start();
                BenchHistory history = new BenchHistory(database, List.of());
                BenchProjections projections = new BenchProjections(database, history)) {
            report.say(database.settings());
            report.say(GrownHistory.fill(history, length));
            projections.awaitCaughtUp();
            database.execute("VACUUM ANALYZE event_store.event");
            double bulk = bulk(report, new RebuildRounds(database, history, projections, options.quick));
            new BesideLoad(history, projections, options.quick).compare(report, options.rounds(), bulk);
        }
        report.finish(options);
        return 0;
    }

    private double bulk(Report report, RebuildRounds rounds) throws Exception {
        for (int round = 0; round <= options.rounds(); round++) {
            report.say(rounds.once(round > 0));
        }
        RebuildRounds.Medians medians = rounds.medians();
        report.say(String.format(
                Locale.ROOT,
                "the rebuilt table has %,d rows: %,.0f rows/s",
                medians.rows(),
                medians.rows() / medians.seconds()));
        String stock = "stock, batches of " + medians.bestBatch();
        report.add(Result.of(
                "rebuild until ready / " + stock, medians.perSecond(), medians.stock(), "events/s", STOCK_BAR));
        report.add(Result.of(
                "  / stock, rows sent together", medians.perSecond(), medians.stockTogether(), "events/s", null));
        report.add(
                Result.of("  the bulk alone / " + stock, medians.bulkPerSecond(), medians.stock(), "events/s", null));
        report.add(Result.of(
                "rebuild until ready, folded / rows of bare COPY",
                medians.foldedPerSecond(),
                medians.copy(),
                "events/s",
                COPY_BAR));
        report.add(Result.ofLittle("rebuild, most heap after a collection", medians.heap(), HEAP_LIMIT, "MB", 1.0));
        return medians.bulkPerSecond();
    }
}
