package dev.fabula.application.ai;

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
import dev.fabula.contracts.tenancy.TenantId;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Calls to models, under {@code fabula.ai}. With nothing configured everything goes to the built-in offline provider.
 *
 * @param currency of all prices
 * @param providers by name; {@code offline} is there whether or not it is named
 * @param models with their prices, a million tokens each
 * @param routes of tenants that have none of their own
 * @param tenants routes in the place of those, by tenant
 */
@ConfigurationProperties("fabula.ai")
record AiProperties(
        @DefaultValue("USD") String currency,
        @DefaultValue Map<String, Provider> providers,
        @DefaultValue List<Model> models,
        @Nullable Routes routes,
        @DefaultValue Map<String, Routes> tenants) {

    private static final String OFFLINE = "offline";

    /**
     * @param baseUrl with the version, for instance {@code http://127.0.0.1:4000/v1}
     * @param key from the environment, never from a file that is kept
     * @param timeLimit of one attempt
     * @param silenceLimit between two words of a stream
     * @param openFor how long a breaker stays open
     * @param delay of the offline provider, before it answers
     */
    record Provider(
            ProviderKind kind,
            @Nullable URI baseUrl,
            @Nullable String key,
            @DefaultValue("60s") Duration timeLimit,
            @DefaultValue("20s") Duration silenceLimit,
            @DefaultValue("5s") Duration connectLimit,
            @DefaultValue("3") int attempts,
            @DefaultValue("20s") Duration openFor,
            @DefaultValue("64") int concurrentCalls,
            @DefaultValue("500ms") Duration waitForSlot,
            @DefaultValue("0") int callsPerSecond,
            @DefaultValue("0") Duration delay,
            @DefaultValue("0") Duration delayPerToken) {

        ProviderSettings named(String name) {
            RetryLimits retry = RetryLimits.defaults();
            BreakerLimits breaker = BreakerLimits.defaults();
            return new ProviderSettings(
                    name,
                    kind,
                    baseUrl,
                    key == null || key.isBlank() ? null : ApiKey.of(key),
                    new ProviderLimits(
                            timeLimit,
                            silenceLimit,
                            connectLimit,
                            new RetryLimits(attempts, retry.firstWait(), retry.jitter(), retry.longestWait()),
                            new BreakerLimits(
                                    breaker.window(),
                                    breaker.minimumCalls(),
                                    breaker.failurePercent(),
                                    openFor,
                                    breaker.probes()),
                            concurrentCalls,
                            waitForSlot,
                            callsPerSecond),
                    new OfflineDelays(delay, delayPerToken));
        }

        @Override
        public String toString() {
            return "Provider[" + kind + ' ' + baseUrl + ']';
        }
    }

    record Model(
            String provider,
            String model,
            @DefaultValue("0") BigDecimal inputPerMillion,
            @DefaultValue("0") BigDecimal outputPerMillion,
            @DefaultValue("0") int contextTokens) {}

    record Entry(
            String provider,
            String model,
            @DefaultValue("1") int rank,
            @DefaultValue("1") int weight,
            @DefaultValue("50") int quality) {

        RouteEntry entry() {
            return new RouteEntry(provider, model, rank, weight, quality);
        }
    }

    record Routes(
            @DefaultValue List<Entry> chain,
            @DefaultValue Map<String, List<Entry>> purposes,
            @DefaultValue List<Entry> embeddings,
            @DefaultValue Set<String> allowedModels) {

        TenantRoutes routes() {
            Map<String, List<RouteEntry>> byPurpose = new HashMap<>();
            purposes.forEach((purpose, entries) -> byPurpose.put(purpose, entries(entries)));
            TenantRoutes offline = TenantRoutes.offline();
            return new TenantRoutes(
                    chain.isEmpty() ? offline.chain() : entries(chain),
                    byPurpose,
                    embeddings.isEmpty() ? offline.embeddings() : entries(embeddings),
                    allowedModels);
        }

        private static List<RouteEntry> entries(List<Entry> entries) {
            return entries.stream().map(Entry::entry).toList();
        }
    }

    AiSettings settings() {
        Map<String, ProviderSettings> all = new HashMap<>();
        all.put(OFFLINE, ProviderSettings.offline());
        providers.forEach((name, provider) -> all.put(name, provider.named(name)));
        Map<TenantId, TenantRoutes> byTenant = new HashMap<>();
        tenants.forEach((tenant, own) -> byTenant.put(TenantId.of(tenant), own.routes()));
        return new AiSettings(
                currency,
                List.copyOf(all.values()),
                models.stream()
                        .map(model -> new ModelSettings(
                                model.provider(),
                                model.model(),
                                model.inputPerMillion(),
                                model.outputPerMillion(),
                                model.contextTokens()))
                        .toList(),
                routes == null ? TenantRoutes.offline() : routes.routes(),
                byTenant,
                AdaptiveSettings.defaults());
    }
}
