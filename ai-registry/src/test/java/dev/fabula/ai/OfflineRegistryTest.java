package dev.fabula.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fabula.ai.GenerationFailedException.Code;
import dev.fabula.ai.settings.AiSettings;
import dev.fabula.ai.settings.OfflineDelays;
import dev.fabula.contracts.ai.AgeTier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything works without configuration and without a network. */
class OfflineRegistryTest {

    private final Ear ear = new Ear();

    @Test
    void generatesEmbedsAndModeratesWithoutAnyConfiguration() {
        var ledger = new InMemoryLedger("0");
        try (var registry = new AiRegistry(AiSettings.offline(), ledger, new SimpleMeterRegistry())) {
            Generation story = registry.generate(Setup.streaming("c1"), ear);
            Embeddings vectors = registry.embed(new EmbeddingRequest(
                    Setup.ALDER, Setup.ANA, "e1", "recall", null, List.of("one", "two"), Duration.ofSeconds(5)));

            assertThat(story.provider()).isEqualTo("offline");
            assertThat(story.model()).isEqualTo("offline-1");
            assertThat(String.join("", ear.heard)).isEqualTo(story.text());
            assertThat(story.cost().amount()).isZero();
            assertThat(story.cost().currency()).isEqualTo("USD");
            assertThat(vectors.vectors()).hasSize(2);
            assertThat(vectors.dimensions()).isEqualTo(384);
            assertThat(registry.moderate(new ModerationRequest(Setup.ALDER, "a severed head", AgeTier.TEEN))
                            .allowed())
                    .isFalse();
        }
    }

    @Test
    void pretendsToBeSlowIfItIsToldTo() {
        var delays = new OfflineDelays(Duration.ofMillis(150), Duration.ofMillis(5));
        try (var registry = new AiRegistry(
                Setup.setup().offline(delays).settings(), new InMemoryLedger("0"), new SimpleMeterRegistry())) {
            Generation streamed = registry.generate(Setup.streaming("c1"), ear);
            Generation whole = registry.generate(Setup.whole("c2"), GenerationListener.NONE);

            assertThat(streamed.duration())
                    .isGreaterThanOrEqualTo(
                            Duration.ofMillis(150).plus(Duration.ofMillis(5).multipliedBy(ear.heard.size())));
            assertThat(whole.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void cutsItsOwnSlownessOffToo() {
        var delays = new OfflineDelays(Duration.ofSeconds(30), Duration.ZERO);
        try (var registry = new AiRegistry(
                Setup.setup().offline(delays).settings(), new InMemoryLedger("0"), new SimpleMeterRegistry())) {
            for (boolean streaming : List.of(true, false)) {
                GenerationFailedException failure = catchThrowableOfType(
                        GenerationFailedException.class,
                        () -> registry.generate(Setup.request("c1", null, streaming, Duration.ofMillis(100)), ear));

                assertThat(failure.attempts()).hasSize(1);
                assertThat(failure.code()).isEqualTo(Code.TIMED_OUT);
            }
        }
    }

    @Test
    void refusesAModelThatThereIsNot() {
        var ledger = new InMemoryLedger("1");
        try (var registry = new AiRegistry(AiSettings.offline(), ledger, new SimpleMeterRegistry())) {
            GenerationFailedException failure = catchThrowableOfType(
                    GenerationFailedException.class,
                    () -> registry.generate(
                            Setup.request("c1", "another", true, Duration.ofSeconds(5)), GenerationListener.NONE));

            assertThat(failure.code().wireName()).isEqualTo("model-not-allowed");
            assertThat(failure.retryable()).isFalse();
            assertThat(failure.attempts()).isEmpty();
            assertThat(ledger.told).isEmpty();
        }
    }

    @Test
    void takesRatingsOfModelsThatAreGoneWithoutAWord() {
        try (var registry = new AiRegistry(AiSettings.offline(), new InMemoryLedger("1"), new SimpleMeterRegistry())) {
            assertThatCode(() -> registry.rated("gone", "long-ago", "story", 5)).doesNotThrowAnyException();
            assertThatIllegalArgumentException().isThrownBy(() -> registry.rated("offline", "offline-1", "story", 6));
        }
    }
}
