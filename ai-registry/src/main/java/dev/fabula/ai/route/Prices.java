package dev.fabula.ai.route;

import dev.fabula.ai.settings.AiSettings;
import dev.fabula.ai.settings.ModelSettings;
import dev.fabula.ai.settings.ProviderKind;
import dev.fabula.ai.settings.ProviderSettings;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.ai.settings.TenantRoutes;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What models cost, exactly. A model without a price would get round every budget, so no route may name one. */
public final class Prices {

    private static final int MILLION = 6;

    private final Map<Model, ModelSettings> models = new HashMap<>();
    private final Set<String> free = new HashSet<>();

    /** @throws IllegalArgumentException if a route names what is not described */
    public Prices(AiSettings settings) {
        settings.models().forEach(model -> models.put(new Model(model.provider(), model.model()), model));
        settings.providers().stream()
                .filter(provider -> provider.kind() == ProviderKind.OFFLINE)
                .forEach(provider -> free.add(provider.name()));
        Set<String> providers = new HashSet<>();
        for (ProviderSettings provider : settings.providers()) {
            if (!providers.add(provider.name())) {
                throw new IllegalArgumentException("two providers are called " + provider.name());
            }
        }
        Stream.concat(Stream.of(settings.routes()), settings.tenantRoutes().values().stream())
                .flatMap(Prices::entries)
                .forEach(entry -> check(entry, providers));
    }

    static Stream<RouteEntry> entries(TenantRoutes routes) {
        return Stream.concat(
                Stream.concat(routes.chain().stream(), routes.embeddings().stream()),
                routes.purposes().values().stream().flatMap(chain -> chain.stream()));
    }

    private void check(RouteEntry entry, Set<String> providers) {
        if (!providers.contains(entry.provider())) {
            throw new IllegalArgumentException(
                    "a route names the provider " + entry.provider() + ", which there is not");
        }
        if (!isKnown(Model.of(entry))) {
            throw new IllegalArgumentException("a route names " + entry.provider() + "/" + entry.model()
                    + ", which has no price; if it is free, say so with 0");
        }
    }

    public boolean isKnown(Model model) {
        return free.contains(model.provider()) || models.containsKey(model);
    }

    public boolean isOffline(RouteEntry entry) {
        return free.contains(entry.provider());
    }

    /** In the currency of the settings, exact. */
    public BigDecimal cost(Model model, long input, long output) {
        ModelSettings price = models.get(model);
        if (price == null) {
            return BigDecimal.ZERO;
        }
        return price.inputPerMillion()
                .multiply(BigDecimal.valueOf(input))
                .add(price.outputPerMillion().multiply(BigDecimal.valueOf(output)))
                .movePointLeft(MILLION);
    }

    /** Whether prompt and answer can go together into the model's context, as far as that is known. */
    public boolean fits(Model model, long input, int output) {
        ModelSettings settings = models.get(model);
        return settings == null || settings.contextTokens() == 0 || input + output <= settings.contextTokens();
    }

    /** A model that no chain names, by the name {@code provider/model}. */
    Optional<Model> named(String name) {
        return models.keySet().stream().filter(model -> model.isCalled(name)).findFirst();
    }
}
