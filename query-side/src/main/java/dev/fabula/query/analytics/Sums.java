package dev.fabula.query.analytics;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a bucket, or a whole range, adds up to. */
final class Sums {

    private final Map<Measure, Long> values = new EnumMap<>(Measure.class);
    private BigDecimal cost = BigDecimal.ZERO;

    void add(Measure measure, @Nullable Long value) {
        values.merge(measure, value == null ? 0 : value, Long::sum);
    }

    void addCost(BigDecimal amount) {
        cost = cost.add(amount);
    }

    long of(Measure measure) {
        return values.getOrDefault(measure, 0L);
    }

    BigDecimal cost() {
        return cost;
    }

    /** Beats that somebody waited for, however that ended. */
    long waitedFor() {
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
