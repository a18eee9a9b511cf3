package dev.fabula.ai;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.fabula.ai.GenerationFailedException.Code;
import dev.fabula.ai.settings.AdaptiveSettings;
import dev.fabula.ai.settings.AiSettings;
import dev.fabula.ai.settings.BreakerLimits;
import dev.fabula.ai.settings.ModelSettings;
import dev.fabula.ai.settings.OfflineDelays;
import dev.fabula.ai.settings.ProviderKind;
import dev.fabula.ai.settings.ProviderSettings;
import dev.fabula.ai.settings.RouteEntry;
import dev.fabula.ai.settings.TenantRoutes;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import dev.fabula.contracts.ai.TokenUsage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Anthropic's language, embeddings, and providers that want no key; through the real clients, over real HTTP. */
class OtherLanguagesOverHttpTest {

    @RegisterExtension
    static final WireMockExtension HTTP = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final InMemoryLedger ledger = new InMemoryLedger("1");
    private final Ear ear = new Ear();

    @Test
    void streamsFromAnthropic() {
        HTTP.stubFor(post(urlEqualTo("/v1/messages")).willReturn(Wire.anthropic(17, 9, "Here's", " a", " joke")));
        try (AiRegistry registry = anthropic()) {
            Generation answer = registry.generate(Setup.streaming("c1"), ear);

            assertThat(answer.text()).isEqualTo("Here's a joke");
            assertThat(ear.heard).containsExactly("Here's", " a", " joke");
            assertThat(answer.usage()).isEqualTo(new TokenUsage(17, 9, false));
        }
        HTTP.verify(
                1,
                postRequestedFor(urlEqualTo("/v1/messages"))
                        .withHeader("x-api-key", equalTo(Setup.KEY))
                        .withRequestBody(matchingJsonPath("$.max_tokens", equalTo("100")))
                        .withRequestBody(matchingJsonPath("$.temperature", equalTo("0.8")))
                        .withRequestBody(matchingJsonPath("$.top_p", absent())));
    }

    @Test
    void cutsAnthropicOffToo() {
        HTTP.stubFor(post(urlEqualTo("/v1/messages"))
                .willReturn(Wire.anthropic(17, 9, "Too", " late").withChunkedDribbleDelay(20, 20_000)));
        try (AiRegistry registry = new AiRegistry(
                Setup.setup()
                        .anthropic(
                                "claude",
                                HTTP.baseUrl(),
                                Setup.limits(Duration.ofMillis(600), 1, BreakerLimits.defaults(), 4, 0))
                        .offline(OfflineDelays.NONE)
                        .settings(),
                ledger,
                new SimpleMeterRegistry())) {
            Generation answer = registry.generate(Setup.streaming("c1"), ear);

            assertThat(answer.provider()).isEqualTo("offline");
            assertThat(answer.attempts().getFirst().outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(answer.duration()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void knowsAnthropicsErrors() {
        HTTP.stubFor(
                post(urlEqualTo("/v1/messages"))
                        .willReturn(
                                com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                                        .withStatus(529)
                                        .withHeader("Content-Type", "application/json")
                                        .withBody(
                                                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}")));
        try (AiRegistry registry = anthropic()) {
            GenerationFailedException failure = catchThrowableOfType(
                    GenerationFailedException.class, () -> registry.generate(Setup.streaming("c1"), ear));

            assertThat(failure.attempts())
                    .hasSize(2)
                    .allSatisfy(attempt -> assertThat(attempt.outcome()).isEqualTo(Outcome.FAILED_TRANSIENT));
            assertThat(failure.attempts().getFirst().detail()).startsWith("529");
        }
    }

    @Test
    void embedsAndSettles() {
        HTTP.stubFor(post(urlEqualTo("/a/v1/embeddings"))
                .willReturn(Wire.embeddings(7, new float[] {0.5f, -0.5f}, new float[] {1, 0})));
        try (AiRegistry registry = openAi("a", "b")) {
            Embeddings answer = registry.embed(embedding(null));

            assertThat(answer.vectors()).containsExactly(new float[] {0.5f, -0.5f}, new float[] {1, 0});
            assertThat(answer.dimensions()).isEqualTo(2);
            assertThat(answer.model()).isEqualTo("a-m");
            assertThat(answer.usage()).isEqualTo(new TokenUsage(7, 0, false));
            assertThat(answer.cost().amount()).isEqualByComparingTo("0.000007");
            assertThat(ledger.told).hasSize(2).last().isEqualTo("settle e1 0.000007");
        }
    }

    @Test
    void neverMixesVectorsOfAnotherModelIn() {
        HTTP.stubFor(post(urlEqualTo("/a/v1/embeddings")).willReturn(Wire.error(500, "server_error", "no")));
        HTTP.stubFor(post(urlEqualTo("/b/v1/embeddings")).willReturn(Wire.embeddings(7, new float[] {1})));
        try (AiRegistry registry = openAi("a", "b")) {
            GenerationFailedException failure =
                    catchThrowableOfType(GenerationFailedException.class, () -> registry.embed(embedding("a-m")));

            assertThat(failure.code()).isEqualTo(Code.ALL_PROVIDERS_FAILED);
            assertThat(failure.attempts()).extracting(ProviderAttempt::provider).containsOnly("a");
        }
    }

    @Test
    void refusesFewerVectorsThanTexts() {
        HTTP.stubFor(post(urlEqualTo("/a/v1/embeddings")).willReturn(Wire.embeddings(7, new float[] {1, 0})));
        try (AiRegistry registry = openAi("a")) {
            GenerationFailedException failure =
                    catchThrowableOfType(GenerationFailedException.class, () -> registry.embed(embedding(null)));

            assertThat(failure.attempts().getFirst().detail()).isEqualTo("not one vector for each text");
        }
    }

    @Test
    void sendsNoKeyToAProviderThatAsksForNone() {
        HTTP.stubFor(post(urlEqualTo("/v1/chat/completions")).willReturn(Wire.stream("Open.")));
        var entry = new RouteEntry("local", "llama", 1, 1, 50);
        var settings = new AiSettings(
                "USD",
                List.of(new ProviderSettings(
                        "local",
                        ProviderKind.OPENAI_COMPATIBLE,
                        URI.create(HTTP.baseUrl() + "/v1"),
                        null,
                        Setup.limits(),
                        OfflineDelays.NONE)),
                List.of(new ModelSettings("local", "llama", BigDecimal.ZERO, BigDecimal.ZERO, 0)),
                new TenantRoutes(List.of(entry), Map.of(), List.of(), Set.of()),
                Map.of(),
                AdaptiveSettings.defaults());
        try (AiRegistry registry = new AiRegistry(settings, ledger, new SimpleMeterRegistry())) {
            assertThat(registry.generate(Setup.streaming("c1"), ear).text()).isEqualTo("Open.");
        }
        HTTP.verify(postRequestedFor(urlEqualTo("/v1/chat/completions")).withHeader("Authorization", absent()));
        // Free, so nothing was reserved; used all the same, so it was settled.
        assertThat(ledger.told).containsExactly("settle c1 0.000000");
    }

    private static EmbeddingRequest embedding(String model) {
        return new EmbeddingRequest(
                Setup.ALDER, Setup.ANA, "e1", "recall", model, List.of("one", "two"), Duration.ofSeconds(20));
    }

    private AiRegistry anthropic() {
        return new AiRegistry(
                Setup.setup()
                        .anthropic("claude", HTTP.baseUrl(), Setup.limits(2, BreakerLimits.defaults()))
                        .settings(),
                ledger,
                new SimpleMeterRegistry());
    }

    private AiRegistry openAi(String... names) {
        var setup = Setup.setup();
        for (String name : names) {
            setup.openAi(name, HTTP.baseUrl() + "/" + name + "/v1", Setup.limits());
        }
        return new AiRegistry(setup.settings(), ledger, new SimpleMeterRegistry());
    }
}
