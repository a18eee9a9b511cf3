package dev.fabula.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NearWordsTest {

    private static Set<String> near(String typed, String text) {
        return NearWords.of(List.of(typed), List.of(text));
    }

    @Test
    void aWordOfThreeLettersMayBeOneStepAway() {
        assertThat(near("baot", "The boat, a bat, a boot and the coat"))
                .containsExactlyInAnyOrder("boat", "bat", "boot");
        assertThat(near("of", "if or on off")).isEmpty();
    }

    @Test
    void aLongWordMayBeTwoStepsAway() {
        assertThat(near("Hraborus", "Past the harbour and the harbours")).containsExactly("harbours");
        assertThat(near("lantren", "A lantern, lanterns and a latrine"))
                .containsExactlyInAnyOrder("lantern", "lanterns");
        assertThat(near("lantren", "A plant")).isEmpty();
    }

    @Test
    void accentsAndCaseAreNoSteps() {
        assertThat(near("MUHEL", "Die Mühle am Bach")).containsExactly("muhle");
        assertThat(near("boat", "BOAT boat Boât")).isEmpty();
    }

    @Test
    void whatIsLongIsBounded() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append("boat")
                    .append((char) ('a' + i % 26))
                    .append((char) ('a' + i / 26))
                    .append(' ');
        }
        assertThat(near("boatxx", text.toString())).hasSize(100);
        assertThat(near("", text.toString())).isEmpty();
        assertThat(near("boat", "")).isEmpty();
    }
}
