package dev.fabula.contracts.analytics;

/**
 * Sorts values into steps that are each a fixed ratio wide, so that a percentile is off by at most 2 % of itself however
 * long the range is, and two distributions are merged by adding up. After Masson, Rim, Lee: "DDSketch: a fast and
 * fully-mergeable quantile sketch with relative-error guarantees", PVLDB 12 (2019), without its limit on the number of
 * steps, because 2^63 needs no more than 1,092 of them.
 */
public final class LogBuckets {

    /** By how much of itself a value that is told from its step may be off. */
    public static final double RELATIVE_ERROR = 0.02;

    /** How much wider each step is than the one before. */
    private static final double RATIO = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);

    private static final double LOG = StrictMath.log(RATIO);

    /** The step of zero, and of what is less. */
    private static final int NOTHING = -1;

    private LogBuckets() {}

    /** The step of a value: n where it is more than ratio^(n-1) and up to ratio^n; -1 for 0. */
    public static int of(long value) {
        return value <= 0 ? NOTHING : (int) StrictMath.ceil(StrictMath.log((double) value) / LOG);
    }

    /** The value that is at most 2 % off any of that step. */
    public static double value(int step) {
        return step <= NOTHING ? 0 : 2 * StrictMath.pow(RATIO, step) / (RATIO + 1);
    }
}
