package dev.fabula.ai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

/**
 * Replays what providers really sent, if the system property or environment variable {@code FABULA_RECORDED_EXCHANGES}
 * names a folder of recordings in the form of VCR.py's cassettes.
 */
class RecordedExchangesTest {

    private static final String FOLDER = "FABULA_RECORDED_EXCHANGES";

    @RegisterExtension
    static final WireMockExtension HTTP = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final Ear ear = new Ear();

    @TestFactory
    Stream<DynamicTest> replaysWhatProvidersSent() throws IOException {
        String folder = System.getProperty(FOLDER, System.getenv(FOLDER));
        if (folder == null) {
            return Stream.of(DynamicTest.dynamicTest("recordings", () -> abort(FOLDER + " names no folder")));
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
    }

    @SuppressWarnings("unchecked")
    private void replay(Path file) throws IOException {
        Map<String, Object> cassette = new Yaml().load(Files.readString(file));
        var exchange = ((List<Map<String, Map<String, Object>>>) cassette.get("interactions")).getFirst();
        URI uri = URI.create((String) exchange.get("request").get("uri"));
        Map<String, Object> response = exchange.get("response");
        String body = (String) ((Map<String, Object>) response.get("body")).get("string");
        int status = (Integer) ((Map<String, Object>) response.get("status")).get("code");
        var headers = (Map<String, Object>) response.get("headers");
        String type = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(header -> ((List<String>) header.getValue()).getFirst())
                .findFirst()
                .orElseThrow();
        HTTP.resetAll();
        HTTP.stubFor(post(urlEqualTo(uri.getPath()))
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", type)
                        .withBody(body)));
        ear.heard.clear();
        boolean anthropic = uri.getHost().contains("anthropic");
        var setup = anthropic
                ? Setup.setup().anthropic("recorded", HTTP.baseUrl(), Setup.limits())
                : Setup.setup().openAi("recorded", HTTP.baseUrl() + "/v1", Setup.limits());
        try (var registry = new AiRegistry(setup.settings(), new InMemoryLedger("1"), new SimpleMeterRegistry())) {
            if (status >= 400) {
                refused(registry, status);
            } else if (uri.getPath().endsWith("/embeddings")) {
                embeds(registry, body);
            } else {
                streams(registry, body, anthropic);
            }
        }
    }

    private void streams(AiRegistry registry, String body, boolean anthropic) {
        Generation answer = registry.generate(Setup.streaming("c1"), ear);

        List<String> parts = all(
                        body,
                        anthropic
                                ? "\"text_delta\",\"text\":\"((?:\\\\.|[^\"\\\\])*)\""
                                : "\"content\":\"((?:\\\\.|[^\"\\\\])+)\"")
                .stream()
                .map(part -> part.replace("\\\"", "\"").replace("\\n", "\n"))
                .filter(part -> !part.isEmpty())
                .toList();
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(ear.heard).isEqualTo(parts);
        assertThat(answer.text()).isEqualTo(String.join("", parts));
        assertThat(answer.usage().estimated()).isFalse();
        assertThat(answer.usage().input()).isEqualTo(lastNumber(body, anthropic ? "input_tokens" : "prompt_tokens"));
        assertThat(answer.usage().output())
                .isEqualTo(lastNumber(body, anthropic ? "output_tokens" : "completion_tokens"));
    }

    private void refused(AiRegistry registry, int status) {
        GenerationFailedException failure =
                catchThrowableOfType(GenerationFailedException.class, () -> registry.generate(Setup.whole("c1"), ear));

        assertThat(failure.attempts()).hasSize(1);
        assertThat(failure.attempts().getFirst().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failure.attempts().getFirst().detail()).startsWith(Integer.toString(status));
        assertThat(failure.retryable()).isFalse();
    }

    private static void embeds(AiRegistry registry, String body) {
        Embeddings answer = registry.embed(new EmbeddingRequest(
                Setup.ALDER, Setup.ANA, "e1", "recall", null, List.of("one"), Duration.ofSeconds(20)));

        List<String> numbers = all(body, "(-?[0-9]+\\.[0-9]+(?:e-?[0-9]+)?)");
        assertThat(answer.dimensions()).isEqualTo(numbers.size());
        assertThat(answer.vectors().getFirst()[0]).isEqualTo(Float.parseFloat(numbers.getFirst()));
        assertThat(answer.usage().input()).isEqualTo(lastNumber(body, "prompt_tokens"));
    }

    private static long lastNumber(String body, String field) {
        return Long.parseLong(all(body, "\"" + field + "\":\\s*([0-9]+)").getLast());
    }

    private static List<String> all(String body, String pattern) {
        return Pattern.compile(pattern)
                .matcher(body)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
