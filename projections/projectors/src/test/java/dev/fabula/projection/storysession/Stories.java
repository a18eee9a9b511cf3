package dev.fabula.projection.storysession;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.storysession.BeatChoice;
import dev.fabula.contracts.storysession.ModerationStage;
import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRejected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.contracts.storysession.StorySessionId;
import java.math.BigDecimal;
import java.util.List;

/** Events of a session, with everything that no test here is about. */
final class Stories {

    static final StorySessionId SESSION = new StorySessionId("01JD3K5V8Q2XW7RBN4T6YHMECA");
    static final StorySessionId PARENT = new StorySessionId("01JD3K5V8Q2XW7RBN4T6YHMEC0");
    static final StorySessionId ROOT = new StorySessionId("01JD3K5V8Q2XW7RBN4T6YHMEC1");
    static final List<BeatChoice> CHOICES = List.of(new BeatChoice("1", "go in"), new BeatChoice("2", "go home"));
    static final List<ProviderAttempt> ATTEMPTS =
            List.of(new ProviderAttempt("p", "m", ProviderAttempt.Outcome.SUCCEEDED, 12, null));
    static final TokenUsage TOKENS = new TokenUsage(100, 20, false);
    static final Cost COST = new Cost(new BigDecimal("0.0120"), "USD");
    static final ModerationVerdict ALLOWED = new ModerationVerdict(true, List.of("violence"), "offline");
    static final ModerationVerdict REFUSED = new ModerationVerdict(false, List.of("gore"), "offline");

    private Stories() {}

    static StoryStarted started() {
        return new StoryStarted(
                SESSION,
                "olivia",
                "The lighthouse",
                "It went out.",
                List.of("mystery"),
                List.of("Ada"),
                StoryMode.SOLO,
                AgeTier.TEEN,
                Quality.FAST,
                "m-1",
                "web",
                7);
    }

    static StoryBranched branched() {
        return new StoryBranched(
                SESSION,
                PARENT,
                ROOT,
                3,
                "r3",
                "olivia",
                "The other way",
                CHOICES,
                List.of("mystery"),
                StoryMode.SOLO,
                AgeTier.TEEN,
                Quality.FAST,
                null,
                null,
                7);
    }

    static BeatRequested requested(String request, int beat, RequestReason reason) {
        return new BeatRequested(SESSION, "olivia", request, beat, reason);
    }

    static BeatGenerated generated(String request, int beat) {
        return new BeatGenerated(
                SESSION,
                "olivia",
                request,
                beat,
                "text of " + request,
                CHOICES,
                "summary of " + request,
                "p",
                "m",
                "story-beat/1",
                "abc",
                "prompt of " + request,
                ATTEMPTS,
                TOKENS,
                COST,
                1_200,
                0.75,
                ALLOWED);
    }

    static BeatRejected rejected(String request, int beat) {
        return new BeatRejected(
                SESSION,
                "olivia",
                request,
                beat,
                ModerationStage.OUTPUT,
                REFUSED,
                "ref-1",
                "what must not be seen",
                ATTEMPTS,
                TOKENS,
                COST);
    }

    static BeatGenerationFailed failed(String request, int beat) {
        return new BeatGenerationFailed(
                SESSION, request, beat, "all-providers-failed", "nobody answered", true, ATTEMPTS);
    }

    static ChoiceMade chosen(int beat, String alternative) {
        return new ChoiceMade(SESSION, "olivia", beat, alternative, "1", "go in");
    }
}
