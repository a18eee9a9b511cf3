package dev.fabula.ai.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fabula.ai.route.NoRouteException.Why;
import dev.fabula.ai.settings.AdaptiveSettings;
import dev.fabula.ai.settings.AiSettings;
import dev.fabula.ai.settings.ModelSettings;
import dev.fabula.ai.settings.OfflineDelays;
import dev.fabula.ai.settings.ProviderKind;
import dev.fabula.ai.settings.ProviderLimits;
import dev.fabula.ai.settings.ProviderSettings;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.ai.settings.TenantRoutes;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.tenancy.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutePlannerTest {

    private static final TenantId ALDER = TenantId.of("alder");
    private static final TenantId BIRCH = TenantId.of("birch");
    private static final RouteEntry BEST = new RouteEntry("cloud", "best", 1, 1, 90);
    private static final RouteEntry SMALL = new RouteEntry("cloud", "small", 2, 1, 40);
    private static final RouteEntry QUICK = new RouteEntry("near", "quick", 3, 1, 60);
    private static final RouteEntry OFFLINE = new RouteEntry("offline", "offline-1", 4, 1, 10);
    private static final List<RouteEntry> CHAIN = List.of(BEST, SMALL, QUICK, OFFLINE);

    private final Adaptive adaptive = new Adaptive(AdaptiveSettings.defaults());

    @Test
    void ordersByWhatIsPreferredAndKeepsTheBuiltInProviderForTheEnd() {
        RoutePlanner planner = planner(routes(CHAIN, Set.of()));

        assertThat(models(planner.plan(wish(Quality.HIGH)))).containsExactly("best", "quick", "small", "offline-1");
        assertThat(models(planner.plan(wish(Quality.CHEAP)))).containsExactly("small", "quick", "best", "offline-1");
        assertThat(models(planner.plan(wish(Quality.FAST)))).containsExactly("quick", "small", "best", "offline-1");
    }

    @Test
    void putsTheWishedModelFirstAndTheOthersBehindIt() {
        RoutePlanner planner = planner(routes(CHAIN, Set.of()));

        assertThat(models(planner.plan(wish(Quality.HIGH, "small"))))
                .containsExactly("small", "best", "quick", "offline-1");
        assertThat(models(planner.plan(wish(Quality.HIGH, "near/quick")))).startsWith("quick");
        assertThat(models(planner.plan(wish(Quality.CHEAP, "offline-1")))).startsWith("offline-1");
    }

    @Test
    void refusesAModelThatATenantMayNotHave() {
        RoutePlanner planner = planner(routes(CHAIN, Set.of("small", "near/quick")));

        assertThat(models(planner.plan(wish(Quality.HIGH)))).containsExactly("quick", "small");
        assertRefused(planner, wish(Quality.HIGH, "best"), Why.MODEL_NOT_ALLOWED);
        assertRefused(planner, wish(Quality.HIGH, "unheard-of"), Why.MODEL_NOT_ALLOWED);
    }

    @Test
    void grantsAModelOfTheListThatNoChainNames() {
        RoutePlanner planner = planner(routes(List.of(SMALL), Set.of("small", "cloud/best")));

        assertThat(models(planner.plan(wish(Quality.CHEAP, "cloud/best")))).containsExactly("best", "small");
    }

    @Test
    void takesTheChainOfThePurposeAndOfTheTenant() {
        var routes = new TenantRoutes(List.of(BEST), Map.of("summary", List.of(SMALL)), List.of(), Set.of());
        RoutePlanner planner = planner(routes, Map.of(BIRCH, routes(List.of(QUICK), Set.of())));

        assertThat(models(planner.plan(wish(ALDER, "story", 1)))).containsExactly("best");
        assertThat(models(planner.plan(wish(ALDER, "summary", 1)))).containsExactly("small");
        assertThat(models(planner.plan(wish(BIRCH, "summary", 1)))).containsExactly("quick");
    }

    @Test
    void leavesOutWhoCannotTakeSoLongAPrompt() {
        RoutePlanner planner = planner(routes(List.of(BEST, SMALL), Set.of()));

        assertThat(models(planner.plan(longWish(5_000)))).containsExactly("best");
        assertRefused(planner, longWish(200_000), Why.PROMPT_TOO_LONG);
        assertRefused(planner(routes(List.of(), Set.of())), wish(Quality.HIGH), Why.NO_ROUTE);
    }

    @Test
    void drawsAmongEqualsByTheirWeightsAndTheSeed() {
        var heavy = new RouteEntry("cloud", "best", 1, 3, 50);
        var light = new RouteEntry("cloud", "small", 1, 1, 50);
        RoutePlanner planner = planner(routes(List.of(light, heavy), Set.of()));

        int first = 0;
        for (int seed = 0; seed < 4000; seed++) {
            List<String> order = models(planner.plan(wish(ALDER, "story", seed)));
            assertThat(models(planner.plan(wish(ALDER, "story", seed)))).isEqualTo(order);
            first += order.getFirst().equals("best") ? 1 : 0;
        }
        assertThat(first / 4000.0).isCloseTo(0.75, within(0.03));
    }

    @Test
    void learnsWhomPeopleLikeAndDrawsTheSameFromTheSameSeed() {
        RoutePlanner planner = planner(routes(List.of(BEST, SMALL), Set.of()));
        for (int i = 0; i < 60; i++) {
            adaptive.rated(new Model("cloud", "best"), "story", 1);
            adaptive.rated(new Model("cloud", "small"), "story", 5);
        }

        int small = 0;
        for (int seed = 0; seed < 500; seed++) {
            List<String> order = models(planner.plan(wish(Quality.ADAPTIVE, null, seed)));
            assertThat(models(planner.plan(wish(Quality.ADAPTIVE, null, seed)))).isEqualTo(order);
            small += order.getFirst().equals("small") ? 1 : 0;
        }
        assertThat(small).isGreaterThan(450);
    }

    @Test
    void findsOutThatThingsHaveChanged() {
        RoutePlanner planner = planner(routes(List.of(BEST, SMALL), Set.of()));
        for (int i = 0; i < 300; i++) {
            adaptive.rated(new Model("cloud", "best"), "story", 5);
            adaptive.rated(new Model("cloud", "small"), "story", 3);
        }
        assertThat(bestFirst(planner)).isGreaterThan(400);

        for (int i = 0; i < 300; i++) {
            adaptive.rated(new Model("cloud", "best"), "story", 1);
        }
        assertThat(bestFirst(planner)).isLessThan(100);
    }

    @Test
    void prefersWhoIsQuickAndCheapAmongThoseLikedAlike() {
        RoutePlanner planner = planner(routes(List.of(BEST, SMALL), Set.of()));
        for (int i = 0; i < 100; i++) {
            adaptive.answered(new Model("cloud", "best"), "story", Duration.ofSeconds(30), new BigDecimal("0.2"));
            adaptive.answered(new Model("cloud", "small"), "story", Duration.ofMillis(300), new BigDecimal("0.0001"));
            adaptive.rated(new Model("cloud", "best"), "story", 4);
            adaptive.rated(new Model("cloud", "small"), "story", 4);
        }

        assertThat(bestFirst(planner)).isLessThan(25);
    }

    @Test
    void refusesRoutesThatNameWhatHasNoPrice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> planner(routes(List.of(new RouteEntry("cloud", "new", 1, 1, 1)), Set.of())))
                .withMessageContaining("cloud/new");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> planner(routes(List.of(new RouteEntry("moon", "best", 1, 1, 1)), Set.of())))
                .withMessageContaining("moon");
    }

    @Test
    void countsMoneyExactly() {
        Prices prices = new Prices(settings(routes(CHAIN, Set.of()), Map.of()));

        assertThat(prices.cost(new Model("cloud", "best"), 1, 1)).isEqualByComparingTo("0.00002");
        assertThat(prices.cost(new Model("cloud", "best"), 1_000_000, 3)).isEqualByComparingTo("5.000045");
        assertThat(prices.cost(new Model("offline", "offline-1"), 1_000_000, 3)).isZero();
    }

    private static int bestFirst(RoutePlanner planner) {
        int first = 0;
        for (int seed = 0; seed < 500; seed++) {
            first += planner.plan(wish(Quality.ADAPTIVE, null, seed)).getFirst().equals(BEST) ? 1 : 0;
        }
        return first;
    }

    private static void assertRefused(RoutePlanner planner, RoutePlanner.Wish wish, Why why) {
        assertThatThrownBy(() -> planner.plan(wish))
                .isInstanceOfSatisfying(
                        NoRouteException.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    private static List<String> models(List<RouteEntry> chain) {
        return chain.stream().map(RouteEntry::model).toList();
    }

    private static TenantRoutes routes(List<RouteEntry> chain, Set<String> allowed) {
        return new TenantRoutes(chain, Map.of(), List.of(), allowed);
    }

    private RoutePlanner planner(TenantRoutes routes) {
        return planner(routes, Map.of());
    }

    private RoutePlanner planner(TenantRoutes routes, Map<TenantId, TenantRoutes> tenants) {
        AiSettings settings = settings(routes, tenants);
        Map<String, Double> seconds = Map.of("best", 8.0, "small", 2.0, "quick", 0.5);
        return new RoutePlanner(
                settings, new Prices(settings), adaptive, model -> seconds.getOrDefault(model.model(), 0.0));
    }

    private static AiSettings settings(TenantRoutes routes, Map<TenantId, TenantRoutes> tenants) {
        return new AiSettings(
                "USD",
                List.of(provider("cloud"), provider("near"), ProviderSettings.offline()),
                List.of(
                        new ModelSettings("cloud", "best", new BigDecimal("5"), new BigDecimal("15"), 100_000),
                        new ModelSettings("cloud", "small", new BigDecimal("0.1"), new BigDecimal("0.4"), 4_000),
                        new ModelSettings("near", "quick", new BigDecimal("1"), new BigDecimal("1"), 0)),
                routes,
                tenants,
                AdaptiveSettings.defaults());
    }

    private static ProviderSettings provider(String name) {
        return new ProviderSettings(
                name, ProviderKind.OPENAI_COMPATIBLE, null, null, ProviderLimits.defaults(), OfflineDelays.NONE);
    }

    private static RoutePlanner.Wish wish(Quality quality) {
        return wish(quality, null, 42);
    }

    private static RoutePlanner.Wish wish(Quality quality, String model) {
        return wish(quality, model, 42);
    }

    private static RoutePlanner.Wish wish(Quality quality, String model, long seed) {
        return new RoutePlanner.Wish(ALDER, "story", quality, model, 100, 100, seed);
    }

    private static RoutePlanner.Wish wish(TenantId tenant, String purpose, long seed) {
        return new RoutePlanner.Wish(tenant, purpose, Quality.HIGH, null, 100, 100, seed);
    }

    private static RoutePlanner.Wish longWish(long tokens) {
        return new RoutePlanner.Wish(ALDER, "story", Quality.CHEAP, null, tokens, 100, 42);
    }
}
