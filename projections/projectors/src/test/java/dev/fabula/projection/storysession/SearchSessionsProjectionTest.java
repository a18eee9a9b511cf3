package dev.fabula.projection.storysession;

import static dev.fabula.projection.projectors.GivenEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryEnded;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryExpired;
import dev.fabula.projection.projectors.GivenEvents;
import org.junit.jupiter.api.Test;

class SearchSessionsProjectionTest {

    private static SessionDocument folded(GivenEvents events) {
        return events.valueBy(new SearchSessionsProjection());
    }

    @Test
    void aSessionIsFoundByItsPlayerAloneByTitleAndPremise() {
        assertThat(folded(GivenEvents.of(Stories.started()))).satisfies(document -> {
            assertThat(document.access()).isEqualTo("owner");
            assertThat(document.owners()).containsExactly("olivia");
            assertThat(document.title() + ": " + document.body()).isEqualTo("The lighthouse: It went out.");
            assertThat(document.genres()).containsExactly("mystery");
            assertThat(document.state()).isEqualTo(SessionState.ACTIVE);
            assertThat(document.date()).isEqualTo(at(0));
        });
    }

    @Test
    void aBranchHasItsRootsPremiseAndNoneOfItsOwn() {
        assertThat(folded(GivenEvents.of(Stories.branched()))).satisfies(document -> {
            assertThat(document.body()).isNull();
            assertThat(document.root()).isEqualTo(Stories.ROOT.value());
        });
    }

    @Test
    void howItEndedIsToldAndThatNothingHappenedIsNoActivity() {
        assertThat(folded(GivenEvents.of(Stories.started(), new StoryEnded(Stories.SESSION, EndReason.COMPLETED))))
                .satisfies(document -> {
                    assertThat(document.state()).isEqualTo(SessionState.ENDED);
                    assertThat(document.changedAt()).isEqualTo(at(1));
                });
        assertThat(folded(GivenEvents.of(Stories.started(), new StoryExpired(Stories.SESSION, 30))))
                .satisfies(document -> {
                    assertThat(document.state()).isEqualTo(SessionState.EXPIRED);
                    assertThat(document.changedAt()).isEqualTo(at(0));
                });
    }

    @Test
    void ofAnErasedPlayerNothingIsKept() {
        SessionDocument document = folded(GivenEvents.of(Stories.started()));
        SearchSessionsProjection projection = new SearchSessionsProjection();
        assertThat(projection.kept(document)).isNotNull();
        assertThat(projection.kept(new SessionDocument(
                        document.session(),
                        document.kind(),
                        document.access(),
                        document.author(),
                        document.owners(),
                        "",
                        "",
                        document.genres(),
                        document.mode(),
                        document.root(),
                        document.state(),
                        document.date(),
                        document.changedAt())))
                .isNull();
    }
}
