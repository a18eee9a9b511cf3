package dev.fabula.ai;

import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.TokenUsage;
import java.util.List;

/**
 * Vectors of texts.
 *
 * @param vectors one a text, in the order of the texts, all of the same length
 * @param model whose vectors these are
 */
public record Embeddings(
        List<float[]> vectors,
        String provider,
        String model,
        List<ProviderAttempt> attempts,
        TokenUsage usage,
        Cost cost) {

    public int dimensions() {
        return vectors.getFirst().length;
    }
}
