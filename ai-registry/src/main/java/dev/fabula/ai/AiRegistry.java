package dev.fabula.ai;

import dev.fabula.ai.Failover.Answered;
import dev.fabula.ai.Failover.Guarded;
import dev.fabula.ai.GenerationFailedException.Code;
import dev.fabula.ai.guard.CallWindow;
import dev.fabula.ai.guard.Guard;
import dev.fabula.ai.offline.WordListModeration;
import dev.fabula.ai.provider.Provider;
import dev.fabula.ai.route.Adaptive;
import dev.fabula.ai.route.Model;
import dev.fabula.ai.route.NoRouteException;
import dev.fabula.ai.route.Prices;
import dev.fabula.ai.route.RoutePlanner;
import dev.fabula.ai.settings.AiSettings;
import dev.fabula.ai.settings.ProviderSettings;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.tenancy.TenantId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Generates, embeds and moderates for the whole platform. Its calls block, and are made on virtual threads.
 *
 * <p>Providers are asked in the order of the tenant's route; each is guarded by its own breaker, bulkhead, rate limiter
 * and time limit. What a call may cost at most is reserved before anything goes out.
 */
public final class AiRegistry implements AutoCloseable {

    private final AiSettings settings;
    private final Prices prices;
    private final Adaptive adaptive;
    private final Observed observed;
    private final RoutePlanner planner;
    private final Map<String, Guarded> providers = new LinkedHashMap<>();
    private final Failover failover;
    private final Accounts accounts;
    private final OpenInboxes inboxes = new OpenInboxes();
    private final WordListModeration moderation = WordListModeration.builtIn();

    /** @throws IllegalArgumentException if the settings contradict themselves */
    public AiRegistry(AiSettings settings, SpendLedger ledger, MeterRegistry metrics) {
        this(settings, ledger, metrics, Clock.systemUTC());
    }

    AiRegistry(AiSettings settings, SpendLedger ledger, MeterRegistry metrics, Clock clock) {
        this.settings = settings;
        this.prices = new Prices(settings);
        this.adaptive = new Adaptive(settings.adaptive());
        this.observed = new Observed(metrics, adaptive, clock);
        this.planner = new RoutePlanner(settings, prices, adaptive, observed::seconds);
        for (ProviderSettings provider : settings.providers()) {
            var guard = new Guard(provider.name(), provider.limits(), clock);
            providers.put(provider.name(), new Guarded(Provider.open(provider), guard));
            Gauge.builder("fabula.ai.in-flight", guard, Guard::inFlight)
                    .description("calls that a provider has not answered yet")
                    .tag("provider", provider.name())
                    .register(metrics);
        }
        this.failover = new Failover(providers, observed);
        this.accounts = new Accounts(ledger);
    }

    /**
     * @throws GenerationFailedException if nobody answered
     * @throws BudgetExceededException if the ledger keeps nothing for it
     */
    public Generation generate(GenerationRequest request, GenerationListener listener) {
        var trail = trail(request.purpose(), request.limits().timeout());
        return observing("generate", trail, () -> {
            List<RouteEntry> chain = plan(request);
            var attempt = new GenerationAttempt(request, listener, inboxes, trail, observed);
            var payer = new Accounts.Payer(request.tenant(), request.actor(), request.callId());
            Answered<String> answered =
                    accounts.pay(payer, most(chain, request), trail, () -> failover.ask(chain, trail, attempt));
            return new Generation(
                    answered.answer(),
                    answered.entry().provider(),
                    answered.entry().model(),
                    trail.attempts(),
                    trail.usage(),
                    trail.cost(),
                    trail.took());
        });
    }

    /**
     * @throws GenerationFailedException if nobody answered
     * @throws BudgetExceededException if the ledger keeps nothing for it
     */
    public Embeddings embed(EmbeddingRequest request) {
        var trail = trail(request.purpose(), request.timeout());
        return observing("embed", trail, () -> {
            // The same call is spread alike wherever it is made again.
            long seed = request.callId().hashCode();
            List<RouteEntry> chain =
                    routed(trail, () -> planner.planEmbedding(request.tenant(), request.model(), seed));
            var attempt = new EmbeddingAttempt(request, inboxes, trail, observed);
            var payer = new Accounts.Payer(request.tenant(), request.actor(), request.callId());
            BigDecimal most = most(chain, TokenEstimate.most(request.texts()), 0);
            Answered<List<float[]>> answered =
                    accounts.pay(payer, most, trail, () -> failover.ask(chain, trail, attempt));
            return new Embeddings(
                    answered.answer(),
                    answered.entry().provider(),
                    answered.entry().model(),
                    trail.attempts(),
                    trail.usage(),
                    trail.cost());
        });
    }

    /**
     * Of which model a tenant's vectors are today; no call goes out.
     *
     * @throws GenerationFailedException if none is configured, or none that the tenant may have
     */
    public String embeddingModel(TenantId tenant) {
        return routed(trail("embedding", Duration.ZERO), () -> planner.planEmbedding(tenant, null, 0))
                .getFirst()
                .model();
    }

    /** Whether a text may be shown; no call goes out. */
    public ModerationVerdict moderate(ModerationRequest request) {
        return moderation.judge(request.text(), request.tier());
    }

    /** How every provider has done lately, in the order of the settings; no call goes out. */
    public List<ProviderHealth> health() {
        return providers.entrySet().stream()
                .map(entry -> health(entry.getKey(), entry.getValue().guard()))
                .toList();
    }

    private static ProviderHealth health(String name, Guard guard) {
        CallWindow.Report report = guard.report();
        return new ProviderHealth(
                name,
                breaker(guard.state()),
                report.calls(),
                report.errorRate(),
                report.p50(),
                report.p95(),
                guard.inFlight());
    }

    private static ProviderHealth.Breaker breaker(CircuitBreaker.State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> ProviderHealth.Breaker.OPEN;
            case HALF_OPEN -> ProviderHealth.Breaker.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> ProviderHealth.Breaker.CLOSED;
        };
    }

    /**
     * What a person thought of a text: routes that adapt learn from it. Kept in memory alone; what history has of ratings
     * can be told again after a start. Models that are not configured are passed over.
     *
     * @param rating 1 to 5
     */
    public void rated(String provider, String model, String purpose, int rating) {
        var rated = new Model(provider, model);
        // History names models that are configured no more.
        if (providers.containsKey(provider) && prices.isKnown(rated)) {
            adaptive.rated(rated, purpose, rating);
        }
    }

    /**
     * What a call costs at most, at the dearest model of its chain, in the currency of the settings; 0 if all are free.
     *
     * @throws GenerationFailedException if nobody may answer it
     */
    public BigDecimal mostItMayCost(GenerationRequest request) {
        return most(plan(request), request);
    }

    private BigDecimal most(List<RouteEntry> chain, GenerationRequest request) {
        List<String> texts = request.messages().stream().map(ChatMessage::text).toList();
        return most(chain, TokenEstimate.most(texts), request.limits().maxTokens());
    }

    private BigDecimal most(List<RouteEntry> chain, long input, long output) {
        return chain.stream()
                .map(entry -> prices.cost(Model.of(entry), input, output))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    private List<RouteEntry> plan(GenerationRequest request) {
        var wish = new RoutePlanner.Wish(
                request.tenant(),
                request.purpose(),
                request.quality(),
                request.model(),
                TokenEstimate.of(request.messages()),
                request.limits().maxTokens(),
                request.seed());
        return routed(trail(request.purpose(), request.limits().timeout()), () -> planner.plan(wish));
    }

    private static List<RouteEntry> routed(CallTrail trail, Supplier<List<RouteEntry>> plan) {
        try {
            return plan.get();
        } catch (NoRouteException e) {
            throw switch (e.why()) {
                case NO_ROUTE -> trail.failure(Code.NO_ROUTE, "no model is configured for this", false);
                case MODEL_NOT_ALLOWED -> trail.failure(Code.MODEL_NOT_ALLOWED, "that model is not allowed", false);
                case PROMPT_TOO_LONG -> trail.failure(Code.PROMPT_TOO_LONG, "no model takes so long a prompt", false);
            };
        }
    }

    private CallTrail trail(String purpose, Duration timeout) {
        return new CallTrail(prices, settings.currency(), purpose, timeout);
    }

    private <T> T observing(String kind, CallTrail trail, Supplier<T> call) {
        String outcome = "failed";
        try {
            if (inboxes.isClosed()) {
                throw trail.failure(Code.CLOSED, "the platform is stopping", true);
            }
            T answer = call.get();
            outcome = "succeeded";
            return answer;
        } catch (GenerationFailedException e) {
            outcome = e.code().wireName();
            throw e;
        } catch (BudgetExceededException e) {
            outcome = e.code();
            throw e;
        } finally {
            observed.called(kind, trail.purpose(), outcome, trail.took());
        }
    }

    /** Ends what is under way: those calls fail, and what is known to have been spent is settled. */
    @Override
    public void close() {
        inboxes.close();
        providers.values().forEach(guarded -> guarded.provider().close());
    }
}
