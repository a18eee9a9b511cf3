package dev.fabula.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FusionTest {

    private static List<Found> list(String... ids) {
        return Stream.of(ids)
                .map(id -> new Found(Kind.STORY, id, "legacy", 1, null, 1.0, id, Map.of()))
                .toList();
    }

    private static List<String> fused(List<Found> words, List<Found> meanings, double weight) {
        return Fusion.of(words, meanings, weight).stream()
                .map(each -> each.source().id())
                .toList();
    }

    @Test
    void whatBothListsHaveComesFirst() {
        assertThat(fused(list("a", "b", "c"), list("c", "d"), 1)).containsExactly("c", "a", "b", "d");
        assertThat(Fusion.of(list("a", "b", "c"), list("c", "d"), 1).getFirst().score())
                .isCloseTo(1.0 / 63 + 1.0 / 61, within(1e-12));
    }

    @Test
    void aListOfLittleWeightAddsAndMovesAPlaceAtMost() {
        List<Found> words = list("a", "b", "c", "d", "e", "f");
        assertThat(fused(words, list("e", "x", "y"), 0.02)).containsExactly("a", "b", "c", "e", "d", "f", "x", "y");
        assertThat(fused(words, list("e", "x", "y"), 1)).containsExactly("e", "a", "b", "x", "c", "y", "d", "f");
        assertThat(fused(list("a", "b"), list("d", "c"), 0)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void equalsAreInTheSameOrderOnEachPage() {
        assertThat(fused(list("b"), list("a"), 1)).containsExactly("b", "a");
        assertThat(fused(List.of(), list("b", "a", "b"), 1)).containsExactly("b", "a");
    }

    @Test
    void aWeightOutOfRangeIsNamed() {
        for (double wrong : new double[] {-0.1, 11, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SearchProperties(
                            300, 32, 200, 50, Duration.ofSeconds(3), Duration.ofMinutes(2), Map.of("far-1", wrong)))
                    .withMessageContaining("fabula.search.weights.far-1");
        }
    }
}
