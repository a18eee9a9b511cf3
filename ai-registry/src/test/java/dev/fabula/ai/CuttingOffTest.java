package dev.fabula.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fabula.ai.settings.BreakerLimits;
import dev.fabula.ai.settings.ProviderLimits;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is given up is not left running: its connection is closed well before the provider's library would. */
class CuttingOffTest {

    /** The library's own limit is a second longer than ours, plus this long. */
    private static final ProviderLimits LIMITS = quick();

    private static ProviderLimits quick() {
        ProviderLimits like = Setup.limits(Duration.ofSeconds(60), 1, BreakerLimits.defaults(), 4, 0);
        return new ProviderLimits(
                like.timeLimit(),
                Duration.ofMillis(300),
                like.connectLimit(),
                like.retry(),
                like.breaker(),
                like.concurrentCalls(),
                like.waitForSlot(),
                0);
    }

    /** Loading the clients takes longer than the limits of these tests, and a call given up by then is never sent. */
    @BeforeAll
    static void loadsTheClients() throws Exception {
        try (var server = new CuttingServer("Once");
                var registry = new AiRegistry(
                        Setup.setup()
                                .openAi("first", server.address() + "/v1", Setup.limits())
                                .anthropic("claude", server.address(), Setup.limits())
                                .settings(),
                        new InMemoryLedger("1"),
                        new SimpleMeterRegistry())) {
            assertThatThrownBy(() -> registry.generate(Setup.streaming("c1"), GenerationListener.NONE))
                    .isInstanceOf(GenerationFailedException.class);
        }
    }

    @Test
    void cutsAStreamThatFellSilent() throws Exception {
        String begun = HangingServer.streamOf(Wire.chunk("{\"content\":\"Once\"}", "null", ""));
        try (var server = new HangingServer(begun);
                var registry = openAi(server)) {
            assertGivenUp(registry, true, "nothing came for 300 ms");
            assertThat(server.left.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void cutsAStreamThatNeverBegan() throws Exception {
        try (var server = new HangingServer("");
                var registry = openAi(server)) {
            assertGivenUp(registry, true, "nothing came for 300 ms");
            assertThat(server.left.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void cutsAnAnswerInOnePiece() throws Exception {
        try (var server = new HangingServer("");
                var registry = new AiRegistry(
                        Setup.setup()
                                .openAi(
                                        "first",
                                        server.address() + "/v1",
                                        Setup.limits(Duration.ofMillis(300), 1, BreakerLimits.defaults(), 4, 0))
                                .settings(),
                        new InMemoryLedger("1"),
                        new SimpleMeterRegistry())) {
            assertGivenUp(registry, false, "not done within 300 ms");
            assertThat(server.left.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void cutsAStreamOfAnthropic() throws Exception {
        String begun = HangingServer.streamOf("event: ping\ndata: {\"type\":\"ping\"}\n\n");
        try (var server = new HangingServer(begun);
                var registry = new AiRegistry(
                        Setup.setup()
                                .anthropic("claude", server.address(), LIMITS)
                                .settings(),
                        new InMemoryLedger("1"),
                        new SimpleMeterRegistry())) {
            assertGivenUp(registry, true, "nothing came for 300 ms");
            assertThat(server.left.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static AiRegistry openAi(HangingServer server) {
        return new AiRegistry(
                Setup.setup().openAi("first", server.address() + "/v1", LIMITS).settings(),
                new InMemoryLedger("1"),
                new SimpleMeterRegistry());
    }

    private static void assertGivenUp(AiRegistry registry, boolean streaming, String detail) {
        GenerationFailedException failure = catchThrowableOfType(
                GenerationFailedException.class,
                () -> registry.generate(
                        streaming ? Setup.streaming("c1") : Setup.whole("c1"), GenerationListener.NONE));

        assertThat(failure.attempts()).hasSize(1);
        assertThat(failure.attempts().getFirst().outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(failure.attempts().getFirst().detail()).isEqualTo(detail);
    }
}
