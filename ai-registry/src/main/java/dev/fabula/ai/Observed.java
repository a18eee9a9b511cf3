package dev.fabula.ai;

import dev.fabula.ai.guard.CallWindow;
import dev.fabula.ai.route.Adaptive;
import dev.fabula.ai.route.Model;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import dev.fabula.contracts.ai.TokenUsage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is seen of calls: meters for operators, times and marks for routes. No tenant is in any of it. */
final class Observed {

    private static final double NANOS = 1e9;

    private final MeterRegistry meters;
    private final Adaptive adaptive;
    private final Clock clock;
    private final Map<Model, CallWindow> windows = new ConcurrentHashMap<>();

    Observed(MeterRegistry meters, Adaptive adaptive, Clock clock) {
        this.meters = meters;
        this.adaptive = adaptive;
        this.clock = clock;
    }

    void succeeded(RouteEntry entry, String purpose, Duration took) {
        Model model = Model.of(entry);
        windows.computeIfAbsent(model, _ -> new CallWindow(clock)).add(took, true);
        attempt(entry, purpose, Outcome.SUCCEEDED, took);
    }

    void failed(RouteEntry entry, String purpose, Outcome outcome, Duration took) {
        adaptive.failed(Model.of(entry), purpose);
        attempt(entry, purpose, outcome, took);
    }

    /** It was not tried, which says nothing new about it. */
    void refused(RouteEntry entry, String purpose, Outcome outcome) {
        attempt(entry, purpose, outcome, Duration.ZERO);
    }

    private void attempt(RouteEntry entry, String purpose, Outcome outcome, Duration took) {
        Timer.builder("fabula.ai.attempts")
                .description("one try at one model, or that it was not tried")
                .tags(tags(entry, purpose).and("outcome", outcome.wireName()))
                .register(meters)
                .record(took);
    }

    void answered(RouteEntry entry, String purpose, Duration took, BigDecimal cost) {
        adaptive.answered(Model.of(entry), purpose, took, cost);
    }

    void spent(RouteEntry entry, String purpose, @Nullable TokenUsage usage, BigDecimal cost) {
        if (usage == null) {
            return;
        }
        Tags tags = tags(entry, purpose);
        meters.counter("fabula.ai.tokens", tags.and("direction", "input")).increment((double) usage.input());
        meters.counter("fabula.ai.tokens", tags.and("direction", "output")).increment((double) usage.output());
        meters.counter("fabula.ai.cost", tags).increment(cost.doubleValue());
    }

    /** @param outcome {@code succeeded}, or the code of what failed */
    void called(String kind, String purpose, String outcome, Duration took) {
        Timer.builder("fabula.ai.calls")
                .description("from the request to the answer, all tries together")
                .tags("kind", kind, "purpose", purpose, "outcome", outcome)
                .register(meters)
                .record(took);
    }

    /** What half of a model's answers take lately, in seconds; 0 while there are none. */
    double seconds(Model model) {
        CallWindow window = windows.get(model);
        Duration p50 = window == null ? null : window.report().p50();
        return p50 == null ? 0 : p50.toNanos() / NANOS;
    }

    private static Tags tags(RouteEntry entry, String purpose) {
        return Tags.of("provider", entry.provider(), "model", entry.model(), "purpose", purpose);
    }
}
