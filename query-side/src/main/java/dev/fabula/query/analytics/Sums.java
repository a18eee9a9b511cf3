package dev.fabula.query.analytics;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a bucket, or a whole range, adds up to. Counts are exact up to 2^53. */
final class Sums {

    private final double[] values = new double[Measure.values().length];
    private BigDecimal cost = BigDecimal.ZERO;

    void add(Measure measure, @Nullable Long value) {
        values[measure.ordinal()] += value == null ? 0 : value;
    }

    void addCost(BigDecimal amount) {
        cost = cost.add(amount);
    }

    double of(Measure measure) {
        return values[measure.ordinal()];
    }

    BigDecimal cost() {
        return cost;
    }

    /** Beats that somebody waited for, however that ended. */
    double waitedFor() {
        return of(Measure.BEATS) + of(Measure.REJECTIONS) + of(Measure.FAILURES);
    }

    Map<String, @Nullable Number> named() {
        Map<String, @Nullable Number> named = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            String name = measure.wireName();
            if (name != null) {
                named.put(name, measure.in(this));
            }
        }
        return Collections.unmodifiableMap(named);
    }
}
