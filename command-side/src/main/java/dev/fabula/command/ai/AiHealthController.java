package dev.fabula.command.ai;

import dev.fabula.ai.AiRegistry;
import dev.fabula.ai.ProviderHealth;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the providers of models are doing, as this node has seen them lately; nobody is called for it. */
@RestController
@RequestMapping("/api/ai/health")
class AiHealthController {

    private final AiRegistry registry;

    AiHealthController(AiRegistry registry) {
        this.registry = registry;
    }

    record Health(List<Provider> providers) {}

    /**
     * @param breaker closed, open or half-open
     * @param calls that the rates are of
     * @param errorRate 0 to 1
     * @param p50Millis nothing without answers
     */
    record Provider(
            String provider,
            String breaker,
            int calls,
            double errorRate,
            @Nullable Long p50Millis,
            @Nullable Long p95Millis,
            int inFlight) {}

    @GetMapping
    Health health() {
        return new Health(
                registry.health().stream().map(AiHealthController::view).toList());
    }

    private static Provider view(ProviderHealth health) {
        return new Provider(
                health.provider(),
                health.breaker().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                health.calls(),
                health.errorRate(),
                millis(health.p50()),
                millis(health.p95()),
                health.inFlight());
    }

    private static @Nullable Long millis(@Nullable Duration time) {
        return time == null ? null : time.toMillis();
    }
}
