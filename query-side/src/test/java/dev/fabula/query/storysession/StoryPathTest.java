package dev.fabula.query.storysession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoryPathTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static SessionRow session(
            String id, int beats, @Nullable String parent, @Nullable Integer beat, @Nullable String alternative) {
        return new SessionRow(
                id,
                "olivia",
                "title",
                null,
                List.of(),
                null,
                "solo",
                "teen",
                "fast",
                null,
                null,
                parent,
                beat,
                alternative,
                "a",
                "active",
                null,
                beats,
                null,
                NOON,
                NOON,
                0);
    }

    private static final SessionRow A = session("a", 9, null, null, null);
    private static final SessionRow B = session("b", 7, "a", 4, "a4");
    private static final SessionRow C = session("c", 6, "b", 5, "b5");

    /** As teller/chooser:pinned, one a beat. */
    private static List<String> told(SessionRow... lineage) {
        StoryPath path = new StoryPath(List.of(lineage));
        return java.util.stream.IntStream.rangeClosed(1, path.beats())
                .mapToObj(beat -> path.teller(beat).session() + "/"
                        + path.chooser(beat).session() + (path.pinned(beat) == null ? "" : ":" + path.pinned(beat)))
                .toList();
    }

    @Test
    void aRootTellsItsOwnBeats() {
        assertThat(told(session("a", 2, null, null, null))).containsExactly("a/a", "a/a");
    }

    @Test
    void aBranchOfABranchBeginsWithBothAncestorsBeatsAndTheChoicesOfWhoeverWentOn() {
        assertThat(told(C, B, A)).containsExactly("a/a", "a/a", "a/a", "a/b:a4", "b/c:b5", "c/c");
    }

    @Test
    void aBranchFromWhatItsParentSharesHasNothingOfItsParent() {
        assertThat(told(session("c", 4, "b", 3, "a3"), B, A)).containsExactly("a/a", "a/a", "a/c:a3", "c/c");
        assertThat(told(session("c", 5, "b", 4, "a4"), B, A)).containsExactly("a/a", "a/a", "a/a", "a/c:a4", "c/c");
    }

    @Test
    void aBranchThatHasNotGoneOnEndsWithTheBeatItBranchedFrom() {
        assertThat(told(session("b", 2, "a", 2, "a2"), A)).containsExactly("a/a", "a/b:a2");
    }

    @Test
    void keysAreInTheOrderOfBeats() {
        assertThat(new BeatAt("a", 12).key()).isEqualTo("a/000012");
    }
}
