package dev.fabula.query.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds rows up by bucket, for the whole range, and for the one before it. */
final class Ledger {

    private final Span span;
    private final SortedMap<Instant, Sums> buckets = new TreeMap<>();
    private final Sums current = new Sums();
    private final Sums previous = new Sums();

    Ledger(Span span) {
        this.span = span;
        span.buckets().forEach(bucket -> buckets.put(bucket, new Sums()));
    }

    Sums current() {
        return current;
    }

    Sums previous() {
        return previous;
    }

    void add(Instant at, Measure measure, @Nullable Long value) {
        if (at.isBefore(span.start())) {
            previous.add(measure, value);
        } else {
            bucket(at).add(measure, value);
            current.add(measure, value);
        }
    }

    void addCost(Instant at, @Nullable BigDecimal amount) {
        if (amount == null) {
            return;
        }
        if (at.isBefore(span.start())) {
            previous.addCost(amount);
        } else {
            bucket(at).addCost(amount);
            current.addCost(amount);
        }
    }

    /** What does not add up, so that each bucket has its own. */
    Sums bucket(Instant at) {
        return Objects.requireNonNull(
                buckets.get(span.granularity().bucket(at)), () -> at + " is in no bucket of " + span);
    }

    boolean holds(Instant bucket) {
        return buckets.containsKey(bucket);
    }

    /** A value a bucket, by the name of its measure. */
    Map<String, List<@Nullable Number>> series() {
        Map<String, List<@Nullable Number>> series = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            String name = measure.wireName();
            if (name != null) {
                List<@Nullable Number> values = new ArrayList<>();
                buckets.values().forEach(sums -> values.add(measure.in(sums)));
                series.put(name, values);
            }
        }
        return Collections.unmodifiableMap(series);
    }
}
