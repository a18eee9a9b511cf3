package dev.fabula.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report.
 *
 * @param name what was measured
 * @param ours the median of the rounds
 * @param baseline the same of what it is compared with
 * @param ratio ours / baseline, or baseline / ours of what should be little: the more the better, and 1 is as good as it
 * @param bar what the ratio should at least be; none where there is only something to tell
 */
record Result(
        @JsonProperty("case") String name,
        double ours,
        double baseline,
        String unit,
        double ratio,
        @Nullable Double bar,
        @Nullable Boolean met) {

    static Result of(String name, double ours, double baseline, String unit, @Nullable Double bar) {
        double ratio = ours / baseline;
        return new Result(name, ours, baseline, unit, ratio, bar, bar == null ? null : ratio >= bar);
    }

    /** Of what should be little: a time, a size. */
    static Result ofLittle(String name, double ours, double baseline, String unit, @Nullable Double bar) {
        double ratio = baseline / ours;
        return new Result(name, ours, baseline, unit, ratio, bar, bar == null ? null : ratio >= bar);
    }
}
