package dev.fabula.ai;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.fabula.ai.settings.AiSettings;
import dev.fabula.ai.settings.ApiKey;
import dev.fabula.ai.settings.BreakerLimits;
import dev.fabula.ai.settings.OfflineDelays;
import dev.fabula.ai.settings.ProviderKind;
import dev.fabula.ai.settings.ProviderLimits;
import dev.fabula.ai.settings.ProviderSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A provider that repeats key and prompt in everything it says finds nobody who passes it on. */
class SecretsTest {

    private static final String PROMPT = "The-secret-of-Ana";

    @RegisterExtension
    static final WireMockExtension HTTP = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger library = (Logger) LoggerFactory.getLogger("org.springframework.ai");
    private Level level = Level.INFO;
    private Level libraryLevel = Level.INFO;

    @BeforeEach
    void listens() {
        level = root.getLevel();
        libraryLevel = library.getLevel();
        root.setLevel(Level.DEBUG);
        // Silent in other tests; here it is the one that would tell.
        library.setLevel(Level.DEBUG);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopsListening() {
        root.detachAppender(log);
        root.setLevel(level);
        library.setLevel(libraryLevel);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 429, 500, 503})
    void neverShowsUpInFailuresOrLogs(int status) {
        HTTP.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withStatusMessage("Refused " + Setup.KEY)
                        .withHeader("Content-Type", "application/json")
                        .withBody("""
                                {"type":"error","error":{"message":"Incorrect API key provided: %1$s for %2$s",
                                "type":"%1$s","code":"%1$s"}}
                                """.formatted(Setup.KEY, PROMPT))));
        ProviderLimits once = Setup.limits(1, BreakerLimits.defaults());
        AiSettings settings = Setup.setup()
                .openAi("first", HTTP.baseUrl() + "/v1", once)
                .anthropic("claude", HTTP.baseUrl(), once)
                .settings();
        try (var registry = new AiRegistry(settings, new InMemoryLedger("1"), new SimpleMeterRegistry())) {
            for (boolean streaming : List.of(true, false)) {
                GenerationFailedException failure = catchThrowableOfType(
                        GenerationFailedException.class,
                        () -> registry.generate(request(streaming), GenerationListener.NONE));

                assertThat(failure.attempts()).hasSize(2);
                assertHidden(failure.attempts().toString());
                assertHidden(trace(failure));
            }
            assertHidden(settings.toString());
            assertHidden(registry.health().toString());
        }
        assertThat(log.list).isNotEmpty();
        log.list.forEach(event -> {
            assertHidden(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                assertHidden(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        });
    }

    @Test
    void refusesCredentialsInAnAddressWithoutRepeatingThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProviderSettings(
                        "first",
                        ProviderKind.OPENAI_COMPATIBLE,
                        URI.create("https://ana:" + Setup.KEY + "@example.org/v1"),
                        new ApiKey(Setup.KEY),
                        Setup.limits(),
                        OfflineDelays.NONE))
                .satisfies(failure -> assertHidden(trace(failure)));
    }

    private static GenerationRequest request(boolean streaming) {
        GenerationRequest like = streaming ? Setup.streaming("c") : Setup.whole("c");
        return new GenerationRequest(
                like.tenant(),
                like.actor(),
                like.callId(),
                like.purpose(),
                like.quality(),
                null,
                List.of(ChatMessage.user(PROMPT)),
                like.limits(),
                like.seed(),
                streaming);
    }

    private static void assertHidden(String text) {
        assertThat(text).doesNotContain("Secret0123456789", PROMPT);
    }

    private static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
