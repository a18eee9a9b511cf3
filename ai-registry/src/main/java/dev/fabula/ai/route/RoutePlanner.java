package dev.fabula.ai.route;

import dev.fabula.ai.settings.AiSettings;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.ai.settings.TenantRoutes;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.tenancy.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Puts those who may answer into the order in which they are asked. */
public final class RoutePlanner {

    private final AiSettings settings;
    private final Prices prices;
    private final Adaptive adaptive;
    private final ToDoubleFunction<Model> seconds;

    /** @param seconds what answers of a model take lately; 0 while there are none, so that each gets its first call */
    public RoutePlanner(AiSettings settings, Prices prices, Adaptive adaptive, ToDoubleFunction<Model> seconds) {
        this.settings = settings;
        this.prices = prices;
        this.adaptive = adaptive;
        this.seconds = seconds;
    }

    /**
     * @param model the wished one, if any
     * @param input the prompt's tokens, about
     * @param output of the answer at most
     */
    public record Wish(
            TenantId tenant,
            String purpose,
            Quality quality,
            @Nullable String model,
            long input,
            int output,
            long seed) {}

    /**
     * At least one entry, each model once.
     *
     * @throws NoRouteException if nobody may answer
     */
    public List<RouteEntry> plan(Wish wish) {
        TenantRoutes routes = settings.routesOf(wish.tenant());
        List<RouteEntry> chain = new ArrayList<>(routes.chainFor(wish.purpose()));
        chain.removeIf(entry -> !mayHave(routes, Model.of(entry)));
        order(chain, wish);
        if (wish.model() != null) {
            RouteEntry first = wished(routes, chain, wish.model());
            chain.removeIf(entry -> Model.of(entry).equals(Model.of(first)));
            chain.addFirst(first);
        }
        if (chain.isEmpty()) {
            throw new NoRouteException(NoRouteException.Why.NO_ROUTE);
        }
        chain.removeIf(entry -> !prices.fits(Model.of(entry), wish.input(), wish.output()));
        if (chain.isEmpty()) {
            throw new NoRouteException(NoRouteException.Why.PROMPT_TOO_LONG);
        }
        return List.copyOf(chain);
    }

    /** Who embeds: entries of one model alone, because vectors of different models cannot be compared. */
    public List<RouteEntry> planEmbedding(TenantId tenant, @Nullable String model, long seed) {
        TenantRoutes routes = settings.routesOf(tenant);
        List<RouteEntry> chain = new ArrayList<>(routes.embeddings());
        chain.sort(byLot(seed));
        if (chain.isEmpty()) {
            throw new NoRouteException(NoRouteException.Why.NO_ROUTE);
        }
        String wanted = model != null ? model : first(routes.embeddings()).model();
        chain.removeIf(entry -> !Model.of(entry).isCalled(wanted) || !mayHave(routes, Model.of(entry)));
        if (chain.isEmpty()) {
            throw new NoRouteException(NoRouteException.Why.MODEL_NOT_ALLOWED);
        }
        return List.copyOf(chain);
    }

    private static RouteEntry first(List<RouteEntry> entries) {
        return entries.stream().min(Comparator.comparingInt(RouteEntry::rank)).orElseThrow();
    }

    private static boolean mayHave(TenantRoutes routes, Model model) {
        Set<String> allowed = routes.allowedModels();
        return allowed.isEmpty() || allowed.stream().anyMatch(model::isCalled);
    }

    private RouteEntry wished(TenantRoutes routes, List<RouteEntry> chain, String name) {
        Optional<RouteEntry> entry = chain.stream()
                .filter(candidate -> Model.of(candidate).isCalled(name))
                .findFirst()
                .or(() -> routes.purposes().values().stream()
                        .flatMap(List::stream)
                        .filter(candidate -> Model.of(candidate).isCalled(name) && mayHave(routes, Model.of(candidate)))
                        .findFirst());
        // Who has a list of models may have any of it, also one that no chain of theirs begins with.
        return entry.or(() -> prices.named(name)
                        .filter(model -> !routes.allowedModels().isEmpty() && mayHave(routes, model))
                        .map(model -> new RouteEntry(model.provider(), model.model(), 0, 1, 0)))
                .orElseThrow(() -> new NoRouteException(NoRouteException.Why.MODEL_NOT_ALLOWED));
    }

    private void order(List<RouteEntry> chain, Wish wish) {
        chain.sort(byLot(wish.seed()));
        switch (wish.quality()) {
            case HIGH -> chain.sort(Comparator.comparingInt(RouteEntry::quality).reversed());
            case FAST -> chain.sort(Comparator.comparingDouble(times(chain)));
            case CHEAP ->
                chain.sort(Comparator.comparing(entry -> prices.cost(Model.of(entry), wish.input(), wish.output())));
            case ADAPTIVE -> chain.sort(adaptive.order(chain, wish.purpose(), wish.seed()));
        }
        // The provider that is built in stands in for the others: it is quicker and cheaper than any, and never meant.
        chain.sort(Comparator.comparing(prices::isOffline));
    }

    /**
     * By rank, and among equals by lot, in proportion to their weights: Efraimidis and Spirakis, "Weighted random
     * sampling with a reservoir", 2006: each draws -ln(u) / weight, the smallest comes first.
     */
    private Comparator<RouteEntry> byLot(long seed) {
        Map<Model, Double> lots = new HashMap<>();
        return Comparator.comparingInt(RouteEntry::rank)
                .thenComparingDouble(entry -> lots.computeIfAbsent(Model.of(entry), model -> lot(model, entry, seed)));
    }

    /** Once for all, because they change while they are compared. */
    private ToDoubleFunction<RouteEntry> times(List<RouteEntry> chain) {
        Map<Model, Double> times = new HashMap<>();
        chain.forEach(entry -> times.put(Model.of(entry), seconds.applyAsDouble(Model.of(entry))));
        return entry -> times.getOrDefault(Model.of(entry), 0.0);
    }

    private static double lot(Model model, RouteEntry entry, long seed) {
        // Of the model and the seed alone, whatever else is in the chain and in which order.
        double drawn = new SplittableRandom(Seeds.mix(seed, model)).nextDouble();
        return -Math.log(1 - drawn) / entry.weight();
    }
}
