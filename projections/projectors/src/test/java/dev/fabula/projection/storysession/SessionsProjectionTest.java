package dev.fabula.projection.storysession;

import static dev.fabula.projection.projectors.GivenEvents.at;
import static dev.fabula.projection.storysession.Stories.SESSION;
import static dev.fabula.projection.storysession.Stories.branched;
import static dev.fabula.projection.storysession.Stories.chosen;
import static dev.fabula.projection.storysession.Stories.failed;
import static dev.fabula.projection.storysession.Stories.generated;
import static dev.fabula.projection.storysession.Stories.rejected;
import static dev.fabula.projection.storysession.Stories.requested;
import static dev.fabula.projection.storysession.Stories.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryExpired;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsProjectionTest {

    private final SessionsProjection sessions = new SessionsProjection();

    private SessionRow given(StorySessionEvent... events) {
        return GivenEvents.of(events).valueBy(sessions);
    }

    @Test
    void aStoryBeginsWithoutBeatsAndIsItsOwnRoot() {
        assertThat(given(started()))
                .isEqualTo(new SessionRow(
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
                        null,
                        null,
                        null,
                        SESSION.value(),
                        SessionState.ACTIVE,
                        null,
                        0,
                        null,
                        at(0),
                        at(0),
                        0));
    }

    @Test
    void aBranchBeginsWithTheBeatsThatItShares() {
        SessionRow branch = given(branched());

        assertThat(branch.parent()).isEqualTo(Stories.PARENT.value());
        assertThat(branch.parentBeat()).isEqualTo(3);
        assertThat(branch.parentAlternative()).isEqualTo("r3");
        assertThat(branch.root()).isEqualTo(Stories.ROOT.value());
        assertThat(branch.beats()).isEqualTo(3);
        assertThat(branch.premise()).as("the root has it").isNull();
        assertThat(branch.characters()).as("the root has them").isNull();
    }

    @Test
    void aRequestIsOpenUntilItsOutcome() {
        assertThat(given(started(), requested("r1", 1, RequestReason.START)).openRequest())
                .isEqualTo("r1");
        for (StorySessionEvent outcome : List.of(generated("r1", 1), rejected("r1", 1), failed("r1", 1))) {
            assertThat(given(started(), requested("r1", 1, RequestReason.START), outcome)
                            .openRequest())
                    .as(outcome.getClass().getSimpleName())
                    .isNull();
        }
        assertThat(given(started(), requested("r2", 1, RequestReason.REGENERATE), failed("r1", 1))
                        .openRequest())
                .as("the outcome of another")
                .isEqualTo("r2");
    }

    @Test
    void onlyABeatThatIsThereCounts() {
        assertThat(given(
                                started(),
                                requested("r1", 1, RequestReason.START),
                                generated("r1", 1),
                                chosen(1, "r1"),
                                requested("r2", 2, RequestReason.CONTINUE),
                                rejected("r2", 2))
                        .beats())
                .isEqualTo(1);
    }

    @Test
    void whateverHappensIsActivityAndCountsAsVersion() {
        SessionRow rated = given(
                started(),
                requested("r1", 1, RequestReason.START),
                generated("r1", 1),
                new BeatRated(SESSION, 1, "r1", 5, "p", "m"));

        assertThat(rated.startedAt()).isEqualTo(at(0));
        assertThat(rated.lastActivityAt()).isEqualTo(at(3));
        assertThat(rated.version()).isEqualTo(3);
    }

    @Test
    void endsWithAReason() {
        SessionRow ended = given(started(), new StoryEnded(SESSION, EndReason.COMPLETED));

        assertThat(ended.state()).isEqualTo(SessionState.ENDED);
        assertThat(ended.endReason()).isEqualTo(EndReason.COMPLETED);
    }

    @Test
    void thatNothingHappensIsNoActivity() {
        SessionRow expired = given(started(), new StoryExpired(SESSION, 30));

        assertThat(expired.state()).isEqualTo(SessionState.EXPIRED);
        assertThat(expired.lastActivityAt()).isEqualTo(at(0));
        assertThat(expired.version()).isEqualTo(1);
    }
}
