package dev.fabula.ai.settings;

import dev.fabula.contracts.tenancy.TenantId;
import java.util.List;
import java.util.Map;

/**
 * All there is to say about calls to models.
 *
 * @param currency of every price, a code of ISO 4217
 * @param models every model that a route names, but those of the offline provider, which cost nothing
 * @param routes of tenants that have none of their own
 * @param tenantRoutes in the place of {@code routes}, not beside them
 */
public record AiSettings(
        String currency,
        List<ProviderSettings> providers,
        List<ModelSettings> models,
        TenantRoutes routes,
        Map<TenantId, TenantRoutes> tenantRoutes,
        AdaptiveSettings adaptive) {

    public AiSettings {
        providers = List.copyOf(providers);
        models = List.copyOf(models);
        tenantRoutes = Map.copyOf(tenantRoutes);
    }

    /** Works without any configuration: the offline provider alone. */
    public static AiSettings offline() {
        return new AiSettings(
                "USD",
                List.of(ProviderSettings.offline()),
                List.of(),
                TenantRoutes.offline(),
                Map.of(),
                AdaptiveSettings.defaults());
    }

    public TenantRoutes routesOf(TenantId tenant) {
        return tenantRoutes.getOrDefault(tenant, routes);
    }
}
