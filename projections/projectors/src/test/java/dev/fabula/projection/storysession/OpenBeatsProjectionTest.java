package dev.fabula.projection.storysession;

import static dev.fabula.projection.projectors.GivenEvents.at;
import static dev.fabula.projection.storysession.Stories.SESSION;
import static dev.fabula.projection.storysession.Stories.failed;
import static dev.fabula.projection.storysession.Stories.generated;
import static dev.fabula.projection.storysession.Stories.rejected;
import static dev.fabula.projection.storysession.Stories.requested;
import static dev.fabula.projection.storysession.Stories.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.storysession.RequestReason;
import dev.fabula.contracts.storysession.StorySessionEvent;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenBeatsProjectionTest {

    private final OpenBeatsProjection open = new OpenBeatsProjection();

    @Test
    void aRequestIsThereFromWhenItWasMade() {
        assertThat(GivenEvents.of(started(), requested("r1", 1, RequestReason.START))
                        .foldedBy(open))
                .containsExactly(java.util.Map.entry(
                        SESSION + "/r1", new OpenBeatRow(SESSION.value(), "r1", "olivia", 1, at(1))));
        assertThat(open.streamOf(SESSION + "/r1")).isEqualTo(SESSION.value());
    }

    @Test
    void anyOutcomeOfItsOwnEndsIt() {
        for (StorySessionEvent outcome : List.of(generated("r1", 1), rejected("r1", 1), failed("r1", 1))) {
            assertThat(GivenEvents.of(
                                    requested("r1", 1, RequestReason.START),
                                    requested("r2", 1, RequestReason.REGENERATE),
                                    outcome)
                            .foldedBy(open))
                    .as(outcome.getClass().getSimpleName())
                    .containsOnlyKeys(SESSION + "/r2");
        }
    }
}
