package dev.fabula.ai.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may answer a tenant.
 *
 * @param chain for whatever has no chain of its own
 * @param purposes chains by purpose
 * @param embeddings who embeds; only entries of the same model stand in for each other
 * @param allowedModels {@code model} or {@code provider/model}; empty for all that its chains name
 */
public record TenantRoutes(
        List<RouteEntry> chain,
        Map<String, List<RouteEntry>> purposes,
        List<RouteEntry> embeddings,
        Set<String> allowedModels) {

    public TenantRoutes {
        chain = List.copyOf(chain);
        purposes = Map.copyOf(purposes);
        embeddings = List.copyOf(embeddings);
        allowedModels = Set.copyOf(allowedModels);
    }

    /** Everything goes to the provider that is built in. */
    public static TenantRoutes offline() {
        var entry = new RouteEntry("offline", "offline-1", 1, 1, 10);
        return new TenantRoutes(List.of(entry), Map.of(), List.of(entry), Set.of());
    }

    public List<RouteEntry> chainFor(String purpose) {
        return purposes.getOrDefault(purpose, chain);
    }
}
