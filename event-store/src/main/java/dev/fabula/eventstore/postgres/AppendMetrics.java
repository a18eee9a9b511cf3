package dev.fabula.eventstore.postgres;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;

/** What is measured of appending. The node is a tag that the registry gives to all meters. */
final class AppendMetrics {

    private final Timer latency;
    private final Timer statement;
    private final DistributionSummary batch;
    private final Counter positions;
    private final Counter conflicts;
    private final Counter overloads;
    private final Counter unknown;

    AppendMetrics(MeterRegistry registry, IntSupplier waiting) {
        latency = Timer.builder("fabula.history.append")
                .description("from handing events over to their outcome")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        statement = Timer.builder("fabula.history.append.statement")
                .description("one batch, in the database")
                .register(registry);
        batch = DistributionSummary.builder("fabula.history.append.batch")
                .description("commands in a batch")
                .register(registry);
        positions = Counter.builder("fabula.history.positions")
                .description("events appended by this node")
                .register(registry);
        conflicts = Counter.builder("fabula.history.conflicts")
                .description("commands that were turned away because of another")
                .register(registry);
        overloads = Counter.builder("fabula.history.overloads")
                .description("commands that were turned away because too many wait")
                .register(registry);
        unknown = Counter.builder("fabula.history.broken")
                .description("batches whose connection broke, so that their outcome had to be looked up")
                .register(registry);
        Gauge.builder("fabula.history.waiting", waiting::getAsInt)
                .description("commands that wait to be appended")
                .register(registry);
    }

    void appended(int commands, int events, long nanos) {
        batch.record(commands);
        positions.increment(events);
        statement.record(Duration.ofNanos(nanos));
    }

    void answered(long nanos) {
        latency.record(Duration.ofNanos(nanos));
    }

    void conflict() {
        conflicts.increment();
    }

    void overload() {
        overloads.increment();
    }

    void broken() {
        unknown.increment();
    }
}
