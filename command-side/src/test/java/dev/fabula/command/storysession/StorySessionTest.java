package dev.fabula.command.storysession;

import dev.fabula.command.CommandTargets;
import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.command.CommandRefusedException;
import dev.fabula.contracts.storysession.BeatChoice;
import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionCommand.BranchStory;
import dev.fabula.contracts.storysession.StorySessionCommand.ContinueStory;
import dev.fabula.contracts.storysession.StorySessionCommand.EndStory;
import dev.fabula.contracts.storysession.StorySessionCommand.ExpireStory;
import dev.fabula.contracts.storysession.StorySessionCommand.RateBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.RecordBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.RecordBeatFailure;
import dev.fabula.contracts.storysession.StorySessionCommand.RegenerateBeat;
import dev.fabula.contracts.storysession.StorySessionCommand.SelectAlternative;
import dev.fabula.contracts.storysession.StorySessionCommand.StartStory;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.AlternativeSelected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerationFailed;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRequested;
import dev.fabula.contracts.storysession.StorySessionEvent.ChoiceMade;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryExpired;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.contracts.storysession.StorySessionId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorySessionTest {

    private static final StorySessionId ID = new StorySessionId("01JD3K5V8Q2XW7RBN4T6YHMECA");
    private static final StorySessionId BRANCH = new StorySessionId("01JD3K9Z4M7QC2HV5T8XWBNRYE");
    private static final List<BeatChoice> CHOICES = List.of(new BeatChoice("1", "stay"), new BeatChoice("2", "go"));

    private FixtureConfiguration<StorySession> story;

    @BeforeEach
    void fixture() {
        story = new AggregateTestFixture<>(StorySession.class).registerCommandTargetResolver(CommandTargets.RESOLVER);
    }

    private static StoryStarted started() {
        return new StoryStarted(
                ID,
                "ada",
                "title",
                "premise",
                List.of("fantasy"),
                List.of(),
                StoryMode.SOLO,
                AgeTier.TEEN,
                Quality.FAST,
                null,
                null,
                7);
    }

    private static BeatRequested requested(String request, int beat, RequestReason reason) {
        return new BeatRequested(ID, "ada", request, beat, reason);
    }

    private static BeatGenerated told(String request, int beat) {
        return new BeatGenerated(
                ID,
                "ada",
                request,
                beat,
                "text " + request,
                CHOICES,
                "summary",
                "offline",
                "offline-1",
                "t/1",
                "hash",
                "prompt",
                List.of(),
                new TokenUsage(1, 2, true),
                new Cost(BigDecimal.ZERO, "USD"),
                5,
                1,
                verdict());
    }

    private static RecordBeat record(String request) {
        return new RecordBeat(
                ID,
                request,
                "text " + request,
                CHOICES,
                "summary",
                "offline",
                "offline-1",
                "t/1",
                "hash",
                "prompt",
                List.of(),
                new TokenUsage(1, 2, true),
                new Cost(BigDecimal.ZERO, "USD"),
                5,
                1,
                verdict());
    }

    private static ModerationVerdict verdict() {
        return new ModerationVerdict(true, List.of(), "offline");
    }

    /** A story with so many beats, b1, b2 and so on. */
    private static List<StorySessionEvent> beats(int count) {
        List<StorySessionEvent> events = new ArrayList<>(List.of(started()));
        for (int beat = 1; beat <= count; beat++) {
            if (beat > 1) {
                events.add(new ChoiceMade(ID, "ada", beat - 1, "b" + (beat - 1), "1", "stay"));
            }
            events.add(requested("b" + beat, beat, beat == 1 ? RequestReason.START : RequestReason.CONTINUE));
            events.add(told("b" + beat, beat));
        }
        return events;
    }

    private static ContinueStory goOn(Integer expected, String choice, String text) {
        return new ContinueStory(ID, "ada", expected, choice, text, "r");
    }

    @Test
    void startsAndAsksForTheFirstBeat() {
        story.givenNoPriorActivity()
                .when(new StartStory(
                        ID,
                        "ada",
                        "title",
                        "premise",
                        List.of("fantasy"),
                        List.of(),
                        StoryMode.SOLO,
                        AgeTier.TEEN,
                        Quality.FAST,
                        null,
                        null,
                        7,
                        "b1"))
                .expectEvents(started(), requested("b1", 1, RequestReason.START));
    }

    @Test
    void goesOnWithAChoiceOrWithOnesOwnWords() {
        story.given(beats(1))
                .when(goOn(1, "2", null))
                .expectEvents(new ChoiceMade(ID, "ada", 1, "b1", "2", "go"), requested("r", 2, RequestReason.CONTINUE));
        story.given(beats(2))
                .when(goOn(null, null, "I sing"))
                .expectEvents(
                        new ChoiceMade(ID, "ada", 2, "b2", null, "I sing"), requested("r", 3, RequestReason.CONTINUE));
    }

    @Test
    void refusesADoubleClickAWrongBeatAndAnUnknownChoice() {
        refuses(story.given(beats(2)).when(goOn(1, "1", null)), "story-has-moved-on");
        refuses(story.given(beats(2)).when(goOn(2, "7", null)), "no-such-choice");
        List<StorySessionEvent> busy = beats(1);
        busy.add(requested("r1", 2, RequestReason.CONTINUE));
        refuses(story.given(busy).when(goOn(1, "1", null)), "beat-in-progress");
    }

    @Test
    void isNobodysButItsOwners() {
        refuses(story.given(beats(1)).when(new ContinueStory(ID, "bob", 1, "1", null, "r")), "not-found");
        refuses(story.given(beats(1)).when(new RateBeat(ID, "bob", 1, null, 3)), "not-found");
        refuses(story.given(beats(1)).when(new BranchStory(ID, "bob", BRANCH, 1, null, null, 1)), "not-found");
        refuses(story.given(beats(1)).when(new EndStory(ID, "bob", EndReason.COMPLETED)), "not-found");
    }

    @Test
    void recordsOneOutcomeOfARequest() {
        story.given(started(), requested("b1", 1, RequestReason.START))
                .when(record("b1"))
                .expectEvents(told("b1", 1));
        story.given(beats(1)).when(record("b1")).expectNoEvents();
        story.given(beats(1))
                .when(new RecordBeatFailure(ID, "b1", "timed-out", "late", true, List.of()))
                .expectNoEvents();
        story.given(started(), requested("b1", 1, RequestReason.START))
                .when(record("other"))
                .expectNoEvents();
    }

    @Test
    void asksAgainForABeatThatCouldNotBeTold() {
        story.given(
                        started(),
                        requested("b1", 1, RequestReason.START),
                        new BeatGenerationFailed(ID, "b1", 1, "timed-out", "late", true, List.of()))
                .when(new RegenerateBeat(ID, "ada", null, "again"))
                .expectEvents(requested("again", 1, RequestReason.START));
    }

    @Test
    void keepsAlternativesOfTheLastBeatAndLetsOneBeChosen() {
        List<StorySessionEvent> two = beats(2);
        two.add(requested("alt", 2, RequestReason.REGENERATE));
        two.add(told("alt", 2));
        story.given(beats(2))
                .when(new RegenerateBeat(ID, "ada", 2, "alt"))
                .expectEvents(requested("alt", 2, RequestReason.REGENERATE));
        story.given(two)
                .when(new SelectAlternative(ID, "ada", 2, "b2"))
                .expectEvents(new AlternativeSelected(ID, 2, "b2"));
        story.given(two).when(new SelectAlternative(ID, "ada", 2, "alt")).expectNoEvents();
        refuses(story.given(two).when(new SelectAlternative(ID, "ada", 1, "b1")), "not-the-last-beat");
        refuses(story.given(two).when(new SelectAlternative(ID, "ada", 2, "b1")), "no-such-alternative");
    }

    @Test
    void anAlternativeThatFailsLeavesTheBeatAsItWas() {
        List<StorySessionEvent> failed = beats(2);
        failed.add(requested("alt", 2, RequestReason.REGENERATE));
        failed.add(new BeatGenerationFailed(ID, "alt", 2, "timed-out", "late", true, List.of()));
        story.given(failed)
                .when(goOn(2, "1", null))
                .expectEvents(
                        new ChoiceMade(ID, "ada", 2, "b2", "1", "stay"), requested("r", 3, RequestReason.CONTINUE));
    }

    @Test
    void branchesFromAnyBeatWithoutChanging() {
        story.given(beats(3))
                .when(new BranchStory(ID, "ada", BRANCH, 2, null, "otherwise", 9))
                .expectEvents(new StoryBranched(
                        BRANCH,
                        ID,
                        ID,
                        2,
                        "b2",
                        "ada",
                        "otherwise",
                        CHOICES,
                        List.of("fantasy"),
                        StoryMode.SOLO,
                        AgeTier.TEEN,
                        Quality.FAST,
                        null,
                        null,
                        9));
        refuses(story.given(beats(3)).when(new BranchStory(ID, "ada", BRANCH, 4, null, null, 9)), "no-such-beat");
    }

    @Test
    void aBranchGoesOnFromTheSharedBeatAndSaysWhoseEarlierBeatsAre() {
        StoryBranched first = new StoryBranched(
                ID,
                BRANCH,
                BRANCH,
                2,
                "b2",
                "ada",
                "otherwise",
                CHOICES,
                List.of(),
                StoryMode.SOLO,
                AgeTier.TEEN,
                Quality.FAST,
                null,
                null,
                9);
        story.given(first)
                .when(goOn(2, "2", null))
                .expectEvents(new ChoiceMade(ID, "ada", 2, "b2", "2", "go"), requested("r", 3, RequestReason.CONTINUE));
        refuses(story.given(first).when(new BranchStory(ID, "ada", BRANCH, 1, null, null, 1)), "beat-of-parent");
        refuses(story.given(first).when(new RateBeat(ID, "ada", 2, null, 5)), "beat-of-parent");
    }

    @Test
    void ratesAnyOfItsBeatsAlsoWhenItIsOver() {
        List<StorySessionEvent> over = beats(2);
        over.add(new StoryEnded(ID, EndReason.COMPLETED));
        story.given(over)
                .when(new RateBeat(ID, "ada", 1, null, 5))
                .expectEvents(new BeatRated(ID, 1, "b1", 5, "offline", "offline-1"));
        refuses(story.given(over).when(goOn(2, "1", null)), "story-is-over");
        refuses(story.given(over).when(new EndStory(ID, "ada", EndReason.COMPLETED)), "story-is-over");
    }

    @Test
    void expiresOnlyWhereNothingHasHappenedSince() {
        Instant last = Instant.parse("2026-10-01T12:00:00Z");
        story.givenCurrentTime(last)
                .andGiven(beats(1))
                .when(new ExpireStory(ID, last, 30))
                .expectEvents(new StoryExpired(ID, 30));
        story.givenCurrentTime(last)
                .andGiven(beats(1))
                .when(new ExpireStory(ID, last.minusSeconds(1), 30))
                .expectNoEvents();
        List<StorySessionEvent> over = beats(1);
        over.add(new StoryEnded(ID, EndReason.ABANDONED));
        story.givenCurrentTime(last)
                .andGiven(over)
                .when(new ExpireStory(ID, last, 30))
                .expectNoEvents();
    }

    private static void refuses(ResultValidator<?> result, String code) {
        result.expectException(new HasCode(code)).expectNoEvents();
    }

    private static final class HasCode extends TypeSafeMatcher<Throwable> {
        private final String code;

        HasCode(String code) {
            this.code = code;
        }

        @Override
        protected boolean matchesSafely(Throwable thrown) {
            return thrown instanceof CommandRefusedException refused
                    && refused.code().equals(code);
        }

        @Override
        public void describeTo(Description description) {
            description.appendText("a refusal with the code " + code);
        }
    }
}
