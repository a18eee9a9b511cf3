package dev.fabula.query.analytics;

import dev.fabula.contracts.analytics.LogBuckets;
import dev.fabula.query.analytics.Dashboard.Distribution;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A distribution as counts by step, from rows that were added up. */
final class Steps {

    private final SortedMap<Integer, Long> counts = new TreeMap<>();
    private long count;

    void add(int step, long some) {
        counts.merge(step, some, Long::sum);
        count += some;
    }

    /** Of what is sorted by {@link LogBuckets}. */
    Distribution distribution(double unit) {
        return new Distribution(
                count, value(0.5, unit), value(0.95, unit), value(0.99, unit), LogBuckets.RELATIVE_ERROR);
    }

    /** Of whole numbers that are their own steps. */
    Distribution exact() {
        return new Distribution(count, whole(0.5), whole(0.95), whole(0.99), 0);
    }

    private @Nullable Double value(double share, double unit) {
        Integer step = step(share);
        return step == null ? null : LogBuckets.value(step) * unit;
    }

    private @Nullable Double whole(double share) {
        Integer step = step(share);
        return step == null ? null : step.doubleValue();
    }

    /** The least one up to which there are so many of all. */
    private @Nullable Integer step(double share) {
        long rank = (long) Math.ceil(share * count);
        long passed = 0;
        for (var each : counts.entrySet()) {
            passed += each.getValue();
            if (passed >= rank) {
                return each.getKey();
            }
        }
        return null;
    }
}
