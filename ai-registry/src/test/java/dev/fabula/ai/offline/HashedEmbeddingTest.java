package dev.fabula.ai.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashedEmbeddingTest {

    private final HashedEmbedding embedding = new HashedEmbedding();

    @ParameterizedTest
    @CsvSource({
        "The lighthouse keeper finds a sealed jar in the harbour,The lighthouse keeper found a sealed jar in the harbour",
        "A dragon sleeps under the old mill and guards its gold,A dragon sleeps beneath the old mill and guards its gold",
        "Café on the corner,cafe on the corner!",
    })
    void putsNearDuplicatesNearEachOther(String one, String other) {
        assertThat(cosine(one, other)).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @CsvSource({
        "The lighthouse keeper finds a sealed jar in the harbour,Quarterly revenue grew by nine percent in Europe",
        "A dragon sleeps under the old mill,My bicycle needs new brakes before winter",
        "She whispered the password twice,Bake at moderate heat until golden",
    })
    void putsWhatHasNothingInCommonApart(String one, String other) {
        assertThat(cosine(one, other)).isLessThan(0.3);
    }

    @Test
    void ordersByWhatIsShared() {
        String query = "a keeper of a lighthouse";

        assertThat(cosine(query, "The lighthouse keeper lit the lamp"))
                .isGreaterThan(cosine(query, "The smuggler hid the barrels"));
    }

    @Test
    void hasLengthOneAndTheSameNumbersEverywhere() {
        float[] vector = embedding.of("The sea was calm.");

        assertThat(vector).hasSize(384).isEqualTo(new HashedEmbedding().of("The sea was calm."));
        assertThat(dot(vector, vector)).isCloseTo(1.0, within(1e-5));
        assertThat(dot(embedding.of(""), embedding.of(" … "))).isCloseTo(1.0, within(1e-5));
    }

    private double cosine(String one, String other) {
        return dot(embedding.of(one), embedding.of(other));
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
