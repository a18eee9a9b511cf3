package dev.fabula.ai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.fabula.ai.GenerationFailedException.Code;
import dev.fabula.ai.ProviderHealth.Breaker;
import dev.fabula.ai.settings.AiSettings;
import dev.fabula.ai.settings.BreakerLimits;
import dev.fabula.ai.settings.ProviderLimits;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import dev.fabula.contracts.ai.TokenUsage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two providers of OpenAI's language, through the real clients, over real HTTP. */
class FailoverOverHttpTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final BreakerLimits NERVOUS = new BreakerLimits(4, 2, 50, Duration.ofSeconds(30), 1);

    @RegisterExtension
    static final WireMockExtension HTTP = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final InMemoryLedger ledger = new InMemoryLedger("1");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Ear ear = new Ear();
    private final MovableClock clock = new MovableClock();
    private AiRegistry registry = registry(Setup.limits());

    @AfterEach
    void closes() {
        registry.close();
    }

    @Test
    void streamsTheAnswerAndTakesItsUsageFromTheLastChunk() {
        first(Wire.streamWithUsage(1200, 30, "Once", " upon", " a time"));

        Generation answer = registry.generate(Setup.streaming("c1"), ear);

        assertThat(answer.text()).isEqualTo("Once upon a time");
        assertThat(ear.heard).containsExactly("Once", " upon", " a time");
        assertThat(answer.provider()).isEqualTo("first");
        assertThat(answer.model()).isEqualTo("first-m");
        assertThat(answer.usage()).isEqualTo(new TokenUsage(1200, 30, false));
        assertThat(answer.cost().amount()).isEqualByComparingTo("0.00126");
        assertThat(outcomes(answer.attempts())).containsExactly(Outcome.SUCCEEDED);
        HTTP.verify(
                1,
                postRequestedFor(urlEqualTo("/first" + CHAT))
                        .withHeader("Authorization", equalTo("Bearer " + Setup.KEY))
                        .withRequestBody(matchingJsonPath("$.model", equalTo("first-m")))
                        .withRequestBody(matchingJsonPath("$.messages[0].role", equalTo("system")))
                        .withRequestBody(matchingJsonPath("$.messages[1].content", equalTo("Begin.")))
                        .withRequestBody(matchingJsonPath("$.max_tokens", equalTo("100")))
                        .withRequestBody(matchingJsonPath("$.seed", equalTo("42")))
                        .withRequestBody(matchingJsonPath("$.stream_options.include_usage", equalTo("true"))));
    }

    @Test
    void estimatesUsageThatAProviderKeepsToItself() {
        first(Wire.stream("Once", " upon", " a time"));

        Generation answer = registry.generate(Setup.streaming("c1"), ear);

        assertThat(answer.usage().estimated()).isTrue();
        assertThat(answer.usage().output()).isEqualTo(4);
        assertThat(answer.usage().input()).isBetween(5L, 30L);
        assertThat(answer.cost().amount()).isPositive();
    }

    @Test
    void answersInOnePieceWithoutAStream() {
        first(Wire.answer("All at once.", 10, 3));

        Generation answer = registry.generate(Setup.whole("c1"), ear);

        assertThat(answer.text()).isEqualTo("All at once.");
        assertThat(answer.usage()).isEqualTo(new TokenUsage(10, 3, false));
        assertThat(ear.heard).isEmpty();
    }

    @Test
    void asksTheNextAtOnceIfAModelIsNotThere() {
        first(Wire.error(404, "model_not_found", "The model does not exist"));
        second(Wire.stream("From the second."));

        Generation answer = registry.generate(Setup.streaming("c1"), ear);

        assertThat(answer.provider()).isEqualTo("second");
        assertThat(outcomes(answer.attempts())).containsExactly(Outcome.FAILED, Outcome.SUCCEEDED);
        assertThat(answer.attempts().getFirst().detail()).isEqualTo("404 model_not_found");
        HTTP.verify(1, postRequestedFor(urlEqualTo("/first" + CHAT)));
        assertThat(registry.health().getFirst().errorRate()).isZero();
    }

    @Test
    void waitsAsLongAsAnOverrunProviderAsks() {
        scenario(
                Wire.error(429, "rate_limit_exceeded", "slow down").withHeader("Retry-After", "1"),
                Wire.stream("Now."));

        Generation answer = registry.generate(Setup.streaming("c1"), ear);

        assertThat(outcomes(answer.attempts())).containsExactly(Outcome.RATE_LIMITED, Outcome.SUCCEEDED);
        assertThat(answer.provider()).isEqualTo("first");
        assertThat(answer.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void asksTheNextIfTheWaitWouldBeTooLong() {
        first(Wire.error(429, "rate_limit_exceeded", "slow down").withHeader("Retry-After", "60"));
        second(Wire.stream("Sooner."));

        Generation answer = registry.generate(Setup.streaming("c1"), ear);

        assertThat(outcomes(answer.attempts())).containsExactly(Outcome.RATE_LIMITED, Outcome.SUCCEEDED);
        assertThat(answer.provider()).isEqualTo("second");
        assertThat(answer.duration()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void asksAgainAfterAServerError() {
        scenario(aResponse().withStatus(500), Wire.answer("Better.", 5, 1));

        Generation answer = registry.generate(Setup.whole("c1"), ear);

        assertThat(outcomes(answer.attempts())).containsExactly(Outcome.FAILED_TRANSIENT, Outcome.SUCCEEDED);
        assertThat(answer.attempts().getFirst().detail()).isEqualTo("500");
        HTTP.verify(2, postRequestedFor(urlEqualTo("/first" + CHAT)));
    }

    @Test
    void givesUpOnAProviderAfterItsAttemptsAndOnAllAfterTheLast() {
        first(aResponse().withStatus(503));
        second(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        GenerationFailedException failure = catchThrowableOfType(
                GenerationFailedException.class, () -> registry.generate(Setup.streaming("c1"), ear));

        assertThat(failure.code()).isEqualTo(Code.ALL_PROVIDERS_FAILED);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.attempts())
                .hasSize(6)
                .allSatisfy(attempt -> assertThat(attempt.outcome()).isEqualTo(Outcome.FAILED_TRANSIENT));
        assertThat(failure.attempts().getLast().detail()).startsWith("connection: ");
        assertThat(ledger.told).hasSize(2).last().isEqualTo("release c1");
    }

    @Test
    void cutsAHangAndAsksTheNext() {
        registry.close();
        registry = registry(Setup.limits(Duration.ofMillis(300), 3, BreakerLimits.defaults(), 16, 0));
        first(Wire.stream("Too late.").withFixedDelay(10_000));
        second(Wire.stream("In time."));

        Generation answer = registry.generate(Setup.streaming("c1"), ear);

        assertThat(outcomes(answer.attempts())).containsExactly(Outcome.TIMED_OUT, Outcome.SUCCEEDED);
        assertThat(answer.attempts().getFirst().millis()).isBetween(300L, 5_000L);
        assertThat(ear.heard).containsExactly("In time.");
    }

    @Test
    void cutsAHangWithoutAStreamToo() {
        registry.close();
        registry = registry(Setup.limits(Duration.ofMillis(300), 3, BreakerLimits.defaults(), 16, 0));
        first(Wire.answer("Too late.", 1, 1).withFixedDelay(10_000));
        second(Wire.answer("In time.", 1, 1));

        Generation answer = registry.generate(Setup.whole("c1"), ear);

        assertThat(outcomes(answer.attempts())).containsExactly(Outcome.TIMED_OUT, Outcome.SUCCEEDED);
    }

    @Test
    void keepsTheCallsOwnLimitOverAllAttempts() {
        first(Wire.stream("Too late.").withFixedDelay(10_000));

        GenerationFailedException failure = catchThrowableOfType(
                GenerationFailedException.class,
                () -> registry.generate(Setup.request("c1", null, true, Duration.ofMillis(400)), ear));

        assertThat(failure.code()).isEqualTo(Code.TIMED_OUT);
        assertThat(outcomes(failure.attempts())).containsExactly(Outcome.TIMED_OUT);
        assertThat(ledger.told.getLast()).isEqualTo("release c1");
    }

    @Test
    void startsAgainElsewhereWhenAStreamEndsWithoutAnEnd() {
        first(Wire.streamWithoutEnd("Once", " upon"));
        second(Wire.streamWithUsage(10, 4, "It", " began"));

        Generation answer = registry.generate(Setup.streaming("c1"), ear);

        assertThat(answer.text()).isEqualTo("It began");
        assertThat(ear.heard).containsExactly("Once", " upon", "<restarted after first cut-off>", "It", " began");
        assertThat(outcomes(answer.attempts())).containsExactly(Outcome.CUT_OFF, Outcome.SUCCEEDED);
        // What the broken answer took is paid as well.
        assertThat(answer.usage().output()).isEqualTo(4 + 3);
        assertThat(answer.usage().estimated()).isTrue();
    }

    @Test
    void startsAgainElsewhereWhenTheConnectionIsCut() throws Exception {
        try (var cut = new CuttingServer("Once", " upon")) {
            registry.close();
            registry = new AiRegistry(
                    Setup.setup()
                            .openAi("first", cut.address() + "/v1", Setup.limits())
                            .openAi("second", HTTP.baseUrl() + "/second/v1", Setup.limits())
                            .settings(),
                    ledger,
                    meters);
            second(Wire.stream("It", " began"));

            Generation answer = registry.generate(Setup.streaming("c1"), ear);

            assertThat(answer.text()).isEqualTo("It began");
            assertThat(ear.heard).containsExactly("Once", " upon", "<restarted after first cut-off>", "It", " began");
        }
    }

    @Test
    void leavesAProviderAloneThatFailsTooOftenAndTriesItAgainLater() {
        registry.close();
        registry = registry(Setup.limits(1, NERVOUS));
        first(aResponse().withStatus(500));
        second(Wire.stream("Here."));

        registry.generate(Setup.streaming("c1"), ear);
        registry.generate(Setup.streaming("c2"), ear);
        assertThat(registry.health().getFirst().breaker()).isEqualTo(Breaker.OPEN);
        assertThat(registry.health().getLast().breaker()).isEqualTo(Breaker.CLOSED);

        Generation without = registry.generate(Setup.streaming("c3"), ear);
        assertThat(outcomes(without.attempts())).containsExactly(Outcome.BREAKER_OPEN, Outcome.SUCCEEDED);
        HTTP.verify(2, postRequestedFor(urlEqualTo("/first" + CHAT)));

        first(Wire.stream("Back."));
        clock.advance(Duration.ofSeconds(31));
        Generation back = registry.generate(Setup.streaming("c4"), ear);
        assertThat(back.text()).isEqualTo("Back.");
        assertThat(registry.health().getFirst().breaker()).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void asksTheNextIfTooManyCallsAreUnderWay() throws Exception {
        registry.close();
        registry = registry(Setup.limits(Duration.ofSeconds(20), 1, BreakerLimits.defaults(), 1, 0));
        first(Wire.stream("Slow.").withFixedDelay(1_500));
        second(Wire.stream("Quick."));
        var entered = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> {
                entered.countDown();
                return registry.generate(Setup.streaming("c1"), GenerationListener.NONE);
            });
            entered.await();
            while (registry.health().getFirst().inFlight() == 0) {
                Thread.onSpinWait();
            }

            Generation quick = registry.generate(Setup.streaming("c2"), ear);

            assertThat(outcomes(quick.attempts())).containsExactly(Outcome.BULKHEAD_FULL, Outcome.SUCCEEDED);
            assertThat(slow.get().text()).isEqualTo("Slow.");
            assertThat(registry.health().getFirst().inFlight()).isZero();
        }
    }

    @Test
    void keepsToTheRateItWasGiven() {
        registry.close();
        registry = registry(Setup.limits(Duration.ofSeconds(20), 1, BreakerLimits.defaults(), 16, 1));
        first(Wire.stream("First."));
        second(Wire.stream("Second."));

        List<String> providers = List.of(
                registry.generate(Setup.streaming("c1"), ear).provider(),
                registry.generate(Setup.streaming("c2"), ear).provider());

        // A second of the limiter may end between the two, but not between three.
        Generation third = registry.generate(Setup.streaming("c3"), ear);
        assertThat(providers.contains("second") || third.provider().equals("second"))
                .isTrue();
    }

    @Test
    void endsWithTheListenerAndGivesTheSlotBack() {
        registry.close();
        registry = registry(Setup.limits(Duration.ofSeconds(20), 1, BreakerLimits.defaults(), 1, 0));
        first(Wire.stream("Once", " upon"));

        IllegalStateException failure = catchThrowableOfType(
                IllegalStateException.class,
                () -> registry.generate(Setup.streaming("c1"), _ -> {
                    throw new IllegalStateException("nobody there");
                }));

        assertThat(failure).hasMessage("nobody there");
        assertThat(registry.health().getFirst().inFlight()).isZero();
        // What was heard was paid for.
        assertThat(ledger.told.getLast()).startsWith("settle c1");
        assertThat(registry.generate(Setup.streaming("c2"), ear).text()).isEqualTo("Once upon");
    }

    @Test
    void endsWithItsThread() throws Exception {
        first(Wire.stream("Too late.").withFixedDelay(10_000));
        var seen = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                registry.generate(Setup.streaming("c1"), ear);
            } catch (GenerationFailedException e) {
                seen.set(e);
            }
        });
        while (registry.health().getFirst().inFlight() == 0) {
            Thread.onSpinWait();
        }
        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        assertThat(seen.get())
                .isInstanceOfSatisfying(
                        GenerationFailedException.class,
                        e -> assertThat(e.code()).isEqualTo(Code.INTERRUPTED));
        assertThat(ledger.told.getLast()).isEqualTo("release c1");
    }

    @Test
    void endsWhatIsUnderWayWhenItCloses() throws Exception {
        first(Wire.stream("Too late.").withFixedDelay(10_000));
        var seen = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                registry.generate(Setup.streaming("c1"), ear);
            } catch (GenerationFailedException e) {
                seen.set(e);
            }
        });
        while (registry.health().getFirst().inFlight() == 0) {
            Thread.onSpinWait();
        }
        registry.close();

        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        assertThat(seen.get())
                .isInstanceOfSatisfying(
                        GenerationFailedException.class,
                        e -> assertThat(e.code()).isEqualTo(Code.CLOSED));
        assertThat(catchThrowableOfType(
                                GenerationFailedException.class, () -> registry.generate(Setup.streaming("c2"), ear))
                        .code())
                .isEqualTo(Code.CLOSED);
    }

    @Test
    void measuresByProviderModelPurposeAndOutcomeAndKnowsNoTenant() {
        scenario(aResponse().withStatus(500), Wire.answer("Better.", 5, 1));

        registry.generate(Setup.whole("c1"), ear);

        assertThat(meters.get("fabula.ai.attempts")
                        .tags(
                                "provider",
                                "first",
                                "model",
                                "first-m",
                                "purpose",
                                "story",
                                "outcome",
                                "failed-transient")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("fabula.ai.tokens")
                        .tags("provider", "first", "direction", "input")
                        .counter()
                        .count())
                .isEqualTo(5);
        assertThat(meters.get("fabula.ai.calls")
                        .tags("kind", "generate", "outcome", "succeeded")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getTags())
                        .noneMatch(tag -> tag.getValue().contains("alder")
                                || tag.getValue().contains("ana")));
    }

    @Test
    void tellsHowAProviderHasDone() {
        scenario(aResponse().withStatus(500), Wire.answer("Better.", 5, 1));

        registry.generate(Setup.whole("c1"), ear);

        ProviderHealth health = registry.health().getFirst();
        assertThat(health.provider()).isEqualTo("first");
        assertThat(health.calls()).isEqualTo(2);
        assertThat(health.errorRate()).isEqualTo(0.5);
        assertThat(health.p50()).isPositive().isEqualTo(health.p95());
        HTTP.verify(2, postRequestedFor(urlEqualTo("/first" + CHAT)));
    }

    @Test
    void saysWhatACallMayCostAtMost() {
        // 17 and 6 bytes, halved and rounded up, and 4 a message: 20 tokens in, 100 out.
        assertThat(registry.mostItMayCost(Setup.streaming("c1"))).isEqualByComparingTo(new BigDecimal("0.000220"));
    }

    private AiRegistry registry(ProviderLimits first) {
        AiSettings settings = Setup.setup()
                .openAi("first", HTTP.baseUrl() + "/first/v1", first)
                .openAi("second", HTTP.baseUrl() + "/second/v1", Setup.limits())
                .settings();
        return new AiRegistry(settings, ledger, meters, clock);
    }

    private static void first(ResponseDefinitionBuilder response) {
        HTTP.stubFor(post(urlEqualTo("/first" + CHAT)).willReturn(response));
    }

    private static void second(ResponseDefinitionBuilder response) {
        HTTP.stubFor(post(urlEqualTo("/second" + CHAT)).willReturn(response));
    }

    private static void scenario(ResponseDefinitionBuilder one, ResponseDefinitionBuilder then) {
        HTTP.stubFor(post(urlEqualTo("/first" + CHAT))
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("then")
                .willReturn(one));
        HTTP.stubFor(post(urlEqualTo("/first" + CHAT))
                .inScenario("s")
                .whenScenarioStateIs("then")
                .willReturn(then));
    }

    private static List<Outcome> outcomes(List<ProviderAttempt> attempts) {
        return attempts.stream().map(ProviderAttempt::outcome).toList();
    }
}
