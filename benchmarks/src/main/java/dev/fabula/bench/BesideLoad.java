package dev.fabula.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What commands notice of a rebuild that yields to them. */
final class BesideLoad {

    private static final int COMMANDS_A_SECOND = 200;
    /** Half as much more than without it, at most. */
    private static final double BAR = 1 / 1.5;

    private final BenchProjections projections;
    private final LiveWriting writing;
    private final Duration length;

    BesideLoad(BenchHistory history, BenchProjections projections, boolean quick) {
        this.projections = projections;
        writing = new LiveWriting(history);
        length = Duration.ofSeconds(quick ? 5 : 10);
    }

    /** @param bulk events a second of a rebuild that has everything to itself */
    void compare(Report report, int rounds, double bulk) throws InterruptedException {
        List<Double> alone = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Histogram without = load();
            projections.request(0L, 1);
            var _ = projections.await(rebuild -> rebuild.reached() > 0);
            long before = projections.rebuild().reached();
            long begin = System.nanoTime();
            Histogram with = load();
            double rate = (projections.rebuild().reached() - before) * 1e9 / (System.nanoTime() - begin);
            projections.cancel();
            report.say(String.format(
                    Locale.ROOT,
                    "%d commands/s: alone p50 %.2f ms, p99 %.2f ms; beside a rebuild p50 %.2f ms, p99 %.2f ms; it goes on at %,.0f/s",
                    COMMANDS_A_SECOND,
                    OpenLoop.millis(without, 50),
                    OpenLoop.millis(without, 99),
                    OpenLoop.millis(with, 50),
                    OpenLoop.millis(with, 99),
                    rate));
            if (round > 0) {
                alone.add(OpenLoop.millis(without, 99));
                beside.add(OpenLoop.millis(with, 99));
                rates.add(rate);
            }
        }
        report.add(Result.ofLittle(
                "append p99 beside a yielding rebuild / alone", Load.median(beside), Load.median(alone), "ms", BAR));
        report.add(Result.of(
                "  the yielding rebuild meanwhile / one undisturbed", Load.median(rates), bulk, "events/s", null));
    }

    private Histogram load() throws InterruptedException {
        return OpenLoop.run(COMMANDS_A_SECOND, length, (_, _) -> {
            Object _ = writing.write();
        });
    }
}
