package dev.fabula.projection.feed;

import dev.fabula.eventstore.StoredRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What dashboards show of a feed, on the node that runs it. */
final class FeedMetrics {

    /** Less than 0 while another node runs the feed, or none. */
    private final AtomicLong position = new AtomicLong(-1);

    private final Counter records;
    private final Counter transactions;
    private final Counter failures;
    private final Timer age;

    FeedMetrics(MeterRegistry meters, Feed feed, LongSupplier head) {
        String[] tags = {"feed", feed.name()};
        Gauge.builder(
                        "fabula.feed.lag",
                        position,
                        at -> at.get() < 0 ? Double.NaN : Math.max(0, head.getAsLong() - at.get()))
                .description("positions that a feed is behind the history, on the node that runs it")
                .tags(tags)
                .register(meters);
        records = Counter.builder("fabula.feed.records")
                .description("records that have become part of a feed's topic")
                .tags(tags)
                .register(meters);
        transactions = meters.counter("fabula.feed.transactions", tags);
        failures = Counter.builder("fabula.feed.failures")
                .description("times that a feed did not get on")
                .tags(tags)
                .register(meters);
        age = Timer.builder("fabula.feed.visible")
                .description("from when an event was recorded to when consumers see it")
                .tags(tags)
                .publishPercentileHistogram()
                .register(meters);
    }

    void committed(StoredRecord last, int count) {
        records.increment(count);
        transactions.increment();
        Duration since = Duration.between(last.at(), Instant.now());
        age.record(since.isNegative() ? Duration.ZERO : since);
    }

    void reached(long now) {
        position.set(now);
    }

    void failed() {
        failures.increment();
    }

    void notRun() {
        position.set(-1);
    }
}
