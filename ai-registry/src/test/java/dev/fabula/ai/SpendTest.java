package dev.fabula.ai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.fabula.ai.settings.BreakerLimits;
import dev.fabula.ai.settings.OfflineDelays;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the ledger is told, whatever becomes of a call. */
class SpendTest {

    private static final String FIRST = "/first/v1/chat/completions";
    private static final String SECOND = "/second/v1/chat/completions";

    /** Of every call here. */
    private static final String MOST = "0.000220";

    @RegisterExtension
    static final WireMockExtension HTTP = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().asynchronousResponseEnabled(true))
            .build();

    private final List<AiRegistry> open = new ArrayList<>();

    @AfterEach
    void closes() {
        open.forEach(AiRegistry::close);
    }

    @Test
    void reservesTheMostAndSettlesWhatItWas() {
        HTTP.stubFor(post(urlEqualTo(FIRST)).willReturn(Wire.streamWithUsage(20, 10, "Hello")));
        var ledger = new InMemoryLedger("1");

        Generation answer = registry(ledger).generate(Setup.streaming("c1"), GenerationListener.NONE);

        assertThat(ledger.told).containsExactly("reserve c1 " + MOST, "settle c1 0.000040");
        assertThat(ledger.spends)
                .containsExactly(new Spend("first", "first-m", "story", answer.usage(), answer.cost()));
        assertThat(ledger.open()).isZero();
    }

    @Test
    void reservesOnceHoweverManyAreAsked() {
        HTTP.stubFor(post(urlEqualTo(FIRST)).willReturn(aResponse().withStatus(500)));
        HTTP.stubFor(post(urlEqualTo(SECOND)).willReturn(Wire.streamWithUsage(20, 10, "Hello")));
        var ledger = new InMemoryLedger("1");

        registry(ledger).generate(Setup.streaming("c1"), GenerationListener.NONE);

        assertThat(ledger.told).containsExactly("reserve c1 " + MOST, "settle c1 0.000040");
    }

    @Test
    void releasesWhatNobodyAnswered() {
        HTTP.stubFor(post(urlEqualTo(FIRST)).willReturn(aResponse().withStatus(500)));
        HTTP.stubFor(post(urlEqualTo(SECOND)).willReturn(aResponse().withStatus(400)));
        var ledger = new InMemoryLedger("1");

        assertThatThrownBy(() -> registry(ledger).generate(Setup.streaming("c1"), GenerationListener.NONE))
                .isInstanceOf(GenerationFailedException.class);

        assertThat(ledger.told).containsExactly("reserve c1 " + MOST, "release c1");
        assertThat(ledger.used()).isZero();
    }

    @Test
    void settlesWhatABrokenAnswerTookThoughNobodyFinishedIt() {
        HTTP.stubFor(post(urlEqualTo(FIRST)).willReturn(Wire.streamWithoutEnd("Once", " upon")));
        HTTP.stubFor(post(urlEqualTo(SECOND)).willReturn(aResponse().withStatus(400)));
        var ledger = new InMemoryLedger("1");

        GenerationFailedException failure = catchThrowableOfType(
                GenerationFailedException.class,
                () -> registry(ledger).generate(Setup.streaming("c1"), GenerationListener.NONE));

        assertThat(failure.retryable()).isTrue();
        assertThat(ledger.spends).hasSize(1);
        assertThat(ledger.spends.getFirst().usage().estimated()).isTrue();
        assertThat(ledger.spends.getFirst().cost().amount()).isPositive();
        assertThat(ledger.open()).isZero();
    }

    @Test
    void sendsNothingThatWouldGoBeyondABudget() {
        HTTP.stubFor(post(urlEqualTo(FIRST)).willReturn(Wire.streamWithUsage(20, 10, "Hello")));
        var ledger = new InMemoryLedger("0.0002");

        BudgetExceededException refusal = catchThrowableOfType(
                BudgetExceededException.class,
                () -> registry(ledger).generate(Setup.streaming("c1"), GenerationListener.NONE));

        assertThat(refusal.budget()).isEqualTo("tenant/2026-11");
        assertThat(refusal.limit()).isEqualByComparingTo("0.0002");
        assertThat(refusal.unit()).isEqualTo("USD");
        assertThat(ledger.told).isEmpty();
        HTTP.verify(
                0,
                com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(
                        com.github.tomakehurst.wiremock.client.WireMock.anyUrl()));
    }

    @Test
    void reservesNothingForWhatIsFreeAndTellsItsUsageAllTheSame() {
        var ledger = new InMemoryLedger("0");
        var registry =
                new AiRegistry(Setup.setup().offline(OfflineDelays.NONE).settings(), ledger, new SimpleMeterRegistry());
        open.add(registry);

        Generation answer = registry.generate(Setup.streaming("c1"), GenerationListener.NONE);

        assertThat(registry.mostItMayCost(Setup.streaming("c1"))).isZero();
        assertThat(ledger.told).containsExactly("settle c1 0");
        assertThat(ledger.spends.getFirst().usage()).isEqualTo(answer.usage());
        assertThat(answer.usage().estimated()).isTrue();
        assertThat(answer.usage().output()).isPositive();
    }

    @Test
    void neverGoesBeyondABudgetHoweverManyCallAtOnce() throws Exception {
        HTTP.stubFor(post(urlEqualTo(FIRST))
                .willReturn(Wire.streamWithUsage(20, 10, "Hello").withFixedDelay(50)));
        // Ten reservations fit in at a time, and 55 answers of 0.000040 each.
        var ledger = new InMemoryLedger("0.002200");
        AiRegistry registry = registry(ledger);
        List<Future<Boolean>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String call = "c" + i;
                calls.add(threads.submit(() -> answered(registry, call)));
            }
        }

        long answered = 0;
        for (Future<Boolean> call : calls) {
            answered += call.get() ? 1 : 0;
        }
        assertThat(ledger.highest).isLessThanOrEqualTo(new BigDecimal("0.002200"));
        assertThat(answered).isBetween(10L, 55L);
        assertThat(ledger.used())
                .isEqualByComparingTo(new BigDecimal("0.000040").multiply(BigDecimal.valueOf(answered)));
        assertThat(ledger.open()).isZero();
        HTTP.verify(
                (int) answered, com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(urlEqualTo(FIRST)));
    }

    private static boolean answered(AiRegistry registry, String call) {
        try {
            registry.generate(Setup.streaming(call), GenerationListener.NONE);
            return true;
        } catch (BudgetExceededException e) {
            return false;
        }
    }

    private AiRegistry registry(SpendLedger ledger) {
        var limits = Setup.limits(Duration.ofSeconds(20), 1, BreakerLimits.defaults(), 100, 0);
        var registry = new AiRegistry(
                Setup.setup()
                        .openAi("first", HTTP.baseUrl() + "/first/v1", limits)
                        .openAi("second", HTTP.baseUrl() + "/second/v1", limits)
                        .settings(),
                ledger,
                new SimpleMeterRegistry());
        open.add(registry);
        return registry;
    }
}
