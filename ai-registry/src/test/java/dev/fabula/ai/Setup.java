package dev.fabula.ai;

import dev.fabula.ai.settings.AdaptiveSettings;
import dev.fabula.ai.settings.AiSettings;
import dev.fabula.ai.settings.ApiKey;
import dev.fabula.ai.settings.BreakerLimits;
import dev.fabula.ai.settings.ModelSettings;
import dev.fabula.ai.settings.OfflineDelays;
import dev.fabula.ai.settings.ProviderKind;
import dev.fabula.ai.settings.ProviderLimits;
import dev.fabula.ai.settings.ProviderSettings;
import dev.fabula.ai.settings.RetryLimits;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.ai.settings.TenantRoutes;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings and requests of tests. */
final class Setup {

    static final TenantId ALDER = TenantId.of("alder");
    static final ActorId ANA = new ActorId("ana");
    static final String KEY = "sk-Secret0123456789abcdef";

    private final List<ProviderSettings> providers = new ArrayList<>();
    private final List<ModelSettings> models = new ArrayList<>();
    private final List<RouteEntry> chain = new ArrayList<>();
    private final List<RouteEntry> embeddings = new ArrayList<>();

    static Setup setup() {
        return new Setup();
    }

    /** Its model is {@code name-m}; a token costs 1 there and 2 back, in millionths. */
    Setup openAi(String name, String address, ProviderLimits limits) {
        return provider(name, ProviderKind.OPENAI_COMPATIBLE, address, limits);
    }

    Setup anthropic(String name, String address, ProviderLimits limits) {
        return provider(name, ProviderKind.ANTHROPIC, address, limits);
    }

    private Setup provider(String name, ProviderKind kind, String address, ProviderLimits limits) {
        providers.add(
                new ProviderSettings(name, kind, URI.create(address), new ApiKey(KEY), limits, OfflineDelays.NONE));
        models.add(new ModelSettings(name, name + "-m", BigDecimal.ONE, BigDecimal.TWO, 0));
        var entry = new RouteEntry(name, name + "-m", chain.size() + 1, 1, 50);
        chain.add(entry);
        embeddings.add(entry);
        return this;
    }

    Setup offline(OfflineDelays delays) {
        providers.add(
                new ProviderSettings("offline", ProviderKind.OFFLINE, null, null, ProviderLimits.defaults(), delays));
        var entry = new RouteEntry("offline", "offline-1", chain.size() + 1, 1, 10);
        chain.add(entry);
        embeddings.add(entry);
        return this;
    }

    AiSettings settings() {
        return new AiSettings(
                "USD",
                providers,
                models,
                new TenantRoutes(chain, Map.of(), embeddings, Set.of()),
                Map.of(),
                AdaptiveSettings.defaults());
    }

    /** Quick: a second for an answer, half of that in silence, three attempts 20 ms apart. */
    static ProviderLimits limits() {
        return limits(3, BreakerLimits.defaults());
    }

    static ProviderLimits limits(int attempts, BreakerLimits breaker) {
        return limits(Duration.ofSeconds(20), attempts, breaker, 16, 0);
    }

    static ProviderLimits limits(
            Duration timeLimit, int attempts, BreakerLimits breaker, int concurrent, int perSecond) {
        return new ProviderLimits(
                timeLimit,
                timeLimit,
                Duration.ofSeconds(2),
                new RetryLimits(attempts, Duration.ofMillis(20), 0.5, Duration.ofSeconds(2)),
                breaker,
                concurrent,
                Duration.ofMillis(10),
                perSecond);
    }

    static GenerationRequest streaming(String callId) {
        return request(callId, null, true, Duration.ofSeconds(30));
    }

    static GenerationRequest whole(String callId) {
        return request(callId, null, false, Duration.ofSeconds(30));
    }

    static GenerationRequest request(String callId, String model, boolean streaming, Duration timeout) {
        return new GenerationRequest(
                ALDER,
                ANA,
                callId,
                "story",
                Quality.HIGH,
                model,
                List.of(ChatMessage.system("You tell stories."), ChatMessage.user("Begin.")),
                new GenerationLimits(100, 0.8, 1, timeout),
                42,
                streaming);
    }
}
