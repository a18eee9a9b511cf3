package dev.fabula.bench;

import dev.fabula.bench.BenchProjections.Rebuilt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything that a rebuild is compared with, again and again, one after the other. */
final class RebuildRounds {

    private static final int GENEROUS = 100;
    private static final int TOGETHER = 500;

    private final BenchHistory history;
    private final BenchProjections projections;
    private final StockShelf stock;
    private final BareCopy copy;
    private final HeapPeak heap = new HeapPeak();
    private final int slow;
    private final List<Round> rounds = new ArrayList<>();

    /** @param quick whether the baselines replay less of the history */
    RebuildRounds(BenchDatabase database, BenchHistory history, BenchProjections projections, boolean quick)
            throws Exception {
        this.history = history;
        this.projections = projections;
        stock = new StockShelf(database, projections.store());
        copy = BareCopy.ofShelf(database);
        slow = quick ? 5_000 : 10_000;
    }

    /** Rates a second; the last is what collections left at most, in MB. */
    private record Round(
            double single, double hundred, double together, double copy, long head, Rebuilt ours, double heap) {}

    /**
     * @param seconds until a rebuild was ready
     * @param perSecond events of the history
     * @param foldedPerSecond those of them that the read model is made of
     * @param bestBatch the batches with which {@code stock} was reached
     * @param heap in MB
     */
    record Medians(
            double seconds,
            double perSecond,
            double bulkPerSecond,
            double foldedPerSecond,
            int bestBatch,
            double stock,
            double stockTogether,
            double copy,
            long rows,
            double heap) {}

    /**
     * One round.
     *
     * @param counts whether it is one of those that are compared; the first warms the caches of the database and the
     *     compiler
     * @return what to say about it
     */
    String once(boolean counts) throws Exception {
        long head = history.history().head();
        double single = stock.rate(Math.max(0, head - slow), head, 1, false);
        double hundred = stock.rate(Math.max(0, head - slow * 4L), head, GENEROUS, false);
        double together = stock.rate(Math.max(0, head - slow * 8L), head, TOGETHER, true);
        System.gc();
        heap.reset();
        Rebuilt ours = projections.rebuild(Runtime.getRuntime().availableProcessors());
        double left = heap.megabytes();
        double copied = copy.rate(ours.events());
        Round round = new Round(single, hundred, together, copied, head, ours, left);
        if (counts) {
            rounds.add(round);
        }
        return String.format(
                Locale.ROOT,
                "stock %,.0f/s, by %d %,.0f/s, sent together by %d %,.0f/s; rebuild of %,d: %.2f s, bulk %.2f s, heap %.0f MB;"
                        + " COPY %,.0f rows/s",
                single,
                GENEROUS,
                hundred,
                TOGETHER,
                together,
                head,
                ours.seconds(),
                ours.bulkSeconds(),
                left,
                copied);
    }

    Medians medians() {
        double single = median(Round::single);
        double hundred = median(Round::hundred);
        return new Medians(
                median(round -> round.ours().seconds()),
                median(round -> round.head() / round.ours().seconds()),
                median(round -> round.head() / round.ours().bulkSeconds()),
                median(round -> round.ours().events() / round.ours().seconds()),
                single > hundred ? 1 : GENEROUS,
                Math.max(single, hundred),
                median(Round::together),
                median(Round::copy),
                rounds.getLast().ours().rows(),
                rounds.stream().mapToDouble(Round::heap).max().orElse(0));
    }

    private double median(java.util.function.ToDoubleFunction<Round> value) {
        return Load.median(rounds.stream().map(value::applyAsDouble).toList());
    }
}
