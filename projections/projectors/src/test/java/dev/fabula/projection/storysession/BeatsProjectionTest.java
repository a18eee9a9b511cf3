package dev.fabula.projection.storysession;

import static dev.fabula.projection.projectors.GivenEvents.at;
import static dev.fabula.projection.storysession.Stories.CHOICES;
import static dev.fabula.projection.storysession.Stories.SESSION;
import static dev.fabula.projection.storysession.Stories.branched;
import static dev.fabula.projection.storysession.Stories.chosen;
import static dev.fabula.projection.storysession.Stories.failed;
import static dev.fabula.projection.storysession.Stories.generated;
import static dev.fabula.projection.storysession.Stories.rejected;
import static dev.fabula.projection.storysession.Stories.requested;
import static dev.fabula.projection.storysession.Stories.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.EventJson;
import dev.fabula.contracts.storysession.ModerationStage;
import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.contracts.storysession.StorySessionEvent.AlternativeSelected;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatGenerated;
import dev.fabula.contracts.storysession.StorySessionEvent.BeatRated;
import dev.fabula.projection.projectors.GivenEvents;
import dev.fabula.projection.storysession.Alternative.Failure;
import dev.fabula.projection.storysession.Alternative.Rejection;
import dev.fabula.projection.storysession.Alternative.State;
import dev.fabula.projection.storysession.BeatRow.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeatsProjectionTest {

    private final BeatsProjection beats = new BeatsProjection();

    private BeatRow given(StorySessionEvent... events) {
        return GivenEvents.of(events).valueBy(beats);
    }

    @Test
    void aBeatIsRequestedThenToldAndThenCurrent() {
        BeatRow waiting = given(started(), requested("r1", 1, RequestReason.START));
        assertThat(waiting.current()).isNull();
        assertThat(waiting.alternatives()).containsExactly(Alternative.requested("r1", RequestReason.START, at(1)));

        BeatRow told = given(started(), requested("r1", 1, RequestReason.START), generated("r1", 1));
        assertThat(told.current()).isEqualTo("r1");
        Alternative alternative = told.alternatives().getFirst();
        assertThat(alternative.state()).isEqualTo(State.GENERATED);
        assertThat(alternative.text()).isEqualTo("text of r1");
        assertThat(alternative.choices()).isEqualTo(CHOICES);
        assertThat(alternative.summary()).isEqualTo("summary of r1");
        assertThat(alternative.requestedAt()).isEqualTo(at(1));
        assertThat(alternative.finishedAt()).isEqualTo(at(2));
        assertThat(alternative.provenance())
                .isEqualTo(new Provenance(
                        "p",
                        "m",
                        "story-beat/1",
                        "abc",
                        "prompt of r1",
                        Stories.ATTEMPTS,
                        Stories.TOKENS,
                        Stories.COST,
                        1_200L,
                        0.75,
                        Stories.ALLOWED));
    }

    @Test
    void alternativesStayAndTheSelectedOneIsCurrent() {
        StorySessionEvent[] two = {
            requested("r1", 1, RequestReason.START),
            generated("r1", 1),
            requested("r2", 1, RequestReason.REGENERATE),
            generated("r2", 1),
            new AlternativeSelected(SESSION, 1, "r1"),
        };
        BeatRow row = given(two);

        assertThat(row.alternatives()).extracting(Alternative::request).containsExactly("r1", "r2");
        assertThat(row.current()).isEqualTo("r1");
    }

    @Test
    void ofARejectedTextOnlyItsReferenceIsSeen() {
        BeatRow row = given(requested("r1", 1, RequestReason.START), rejected("r1", 1));

        assertThat(row.current()).isNull();
        assertThat(row.alternatives().getFirst().state()).isEqualTo(State.REJECTED);
        assertThat(row.alternatives().getFirst().rejection())
                .isEqualTo(new Rejection(ModerationStage.OUTPUT, List.of("gore"), "ref-1"));
        assertThat(EventJson.builder().build().writeValueAsString(row)).doesNotContain("must not be seen");
    }

    @Test
    void aFailureSaysWhyAndLeavesWhatIsCurrent() {
        BeatRow row = given(
                requested("r1", 1, RequestReason.START),
                generated("r1", 1),
                requested("r2", 1, RequestReason.REGENERATE),
                failed("r2", 1));

        assertThat(row.current()).isEqualTo("r1");
        assertThat(row.alternatives().getLast().failure())
                .isEqualTo(new Failure("all-providers-failed", "nobody answered", true));
    }

    @Test
    void aRatingBelongsToItsAlternative() {
        BeatRow row = given(
                requested("r1", 1, RequestReason.START),
                generated("r1", 1),
                requested("r2", 1, RequestReason.REGENERATE),
                generated("r2", 1),
                new BeatRated(SESSION, 1, "r1", 4, "p", "m"));

        assertThat(row.alternatives()).extracting(Alternative::rating).containsExactly(4, null);
    }

    @Test
    void whatIsSaidOfAnAlternativeThatIsNotHereMakesNoRow() {
        assertThat(GivenEvents.of(
                                branched(),
                                new BeatRated(SESSION, 3, "r3", 4, "p", "m"),
                                new AlternativeSelected(SESSION, 3, "r3"))
                        .foldedBy(beats))
                .isEmpty();
    }

    @Test
    void aChoiceIsMadeAfterItsBeatAndTheLastOneCounts() {
        var rows = GivenEvents.of(
                        requested("r1", 1, RequestReason.START),
                        generated("r1", 1),
                        chosen(1, "r1"),
                        requested("r2", 2, RequestReason.CONTINUE),
                        failed("r2", 2),
                        new StorySessionEvent.ChoiceMade(SESSION, "olivia", 1, "r1", null, "wait"))
                .foldedBy(beats);

        assertThat(rows).containsOnlyKeys(SESSION + "/000001", SESSION + "/000002");
        assertThat(rows.values())
                .extracting(BeatRow::choiceMade)
                .containsExactly(new Choice(null, "wait", "r1", at(5)), null);
    }

    @Test
    void ofTheBeatItBranchesFromABranchHasItsOwnChoiceAlone() {
        BeatRow row = given(branched(), chosen(3, "r3"));

        assertThat(row)
                .isEqualTo(new BeatRow(SESSION.value(), 3, null, List.of(), new Choice("1", "go in", "r3", at(1))));
    }

    @Test
    void whatAnErasureLeavesCanStillBeFolded() {
        BeatGenerated beat = generated("r1", 1);
        @SuppressWarnings("NullAway") // As an erased list is read.
        BeatGenerated erased = new BeatGenerated(
                SESSION,
                "olivia",
                "r1",
                1,
                "",
                null,
                "",
                "p",
                "m",
                "story-beat/1",
                "abc",
                "",
                beat.attempts(),
                beat.tokens(),
                beat.cost(),
                1,
                0.5,
                beat.moderation());

        assertThat(given(erased).alternatives().getFirst().choices()).isEmpty();
    }

    @Test
    void theStreamOfARowIsItsSession() {
        assertThat(beats.streamOf(SESSION + "/000001")).isEqualTo(SESSION.value());
    }
}
