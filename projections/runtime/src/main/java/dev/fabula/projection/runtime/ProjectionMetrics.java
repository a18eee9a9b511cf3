package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What dashboards show of the runtime, by projection and generation. */
final class ProjectionMetrics {

    private record Gauges(AtomicLong lag, AtomicLong deadLetters) {}

    private final MeterRegistry registry;
    private final Generations generations;
    private final DeadLetters deadLetters;
    private final Map<Long, Gauges> gauges = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> progress = new ConcurrentHashMap<>();

    ProjectionMetrics(MeterRegistry registry, Generations generations, DeadLetters deadLetters) {
        this.registry = registry;
        this.generations = generations;
        this.deadLetters = deadLetters;
    }

    void folded(Generation generation, List<Recorded<DomainEvent>> events) {
        if (events.isEmpty()) {
            return;
        }
        String[] tags = tags(generation);
        registry.counter("fabula.projection.events", tags).increment(events.size());
        registry.summary("fabula.projection.batch", tags).record(events.size());
        Timer.builder("fabula.projection.visible")
                .description("from when an event was recorded to when its read model shows it")
                .tags(tags)
                .publishPercentileHistogram()
                .register(registry)
                .record(Duration.between(events.getFirst().at(), Instant.now()));
    }

    void look(List<Generation> all, long head) {
        for (Generation generation : all) {
            if (generation.state().isLive()) {
                Gauges mine = gauges.computeIfAbsent(generation.id(), _ -> register(generation));
                mine.lag().set(Math.max(0, head - generations.position(generation)));
                mine.deadLetters().set(deadLetters.count(generation));
            }
        }
    }

    private Gauges register(Generation generation) {
        Gauges made = new Gauges(new AtomicLong(), new AtomicLong());
        Gauge.builder("fabula.projection.lag", made, gauge -> gauge.lag().get())
                .description("positions that a generation is behind the history")
                .tags(tags(generation))
                .register(registry);
        Gauge.builder(
                        "fabula.projection.dead.letters",
                        made,
                        gauge -> gauge.deadLetters().get())
                .description("events that are parked")
                .tags(tags(generation))
                .register(registry);
        return made;
    }

    void look(Rebuild rebuild) {
        AtomicLong percent = progress.computeIfAbsent(rebuild.projection(), projection -> {
            AtomicLong made = new AtomicLong();
            Gauge.builder("fabula.projection.rebuild.progress", made, AtomicLong::doubleValue)
                    .description("percent of the history that the last rebuild has folded")
                    .tag("projection", projection)
                    .register(registry);
            return made;
        });
        percent.set(rebuild.target() == 0 ? 0 : Math.min(100, rebuild.reached() * 100 / rebuild.target()));
    }

    void sampled(Generation generation, Verification sample) {
        registry.counter("fabula.projection.sampled", "projection", generation.projection(), "outcome", "equal")
                .increment((double) (sample.rows() - sample.differences()));
        registry.counter("fabula.projection.sampled", "projection", generation.projection(), "outcome", "different")
                .increment((double) sample.differences());
    }

    private static String[] tags(Generation generation) {
        return new String[] {"projection", generation.projection(), "generation", Integer.toString(generation.number())
        };
    }
}
