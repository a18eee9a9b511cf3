package dev.fabula.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report.
 *
 * @param name what was measured
 * @param ours the median of the rounds
 * @param baseline the same of what it is compared with
 * @param ratio ours / baseline
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
}
