package dev.fabula.contracts.ai;

/**
 * What a call took, in the model's own tokens.
 *
 * @param estimated whether the provider did not say, so that it was told from the length of the texts
 */
public record TokenUsage(long input, long output, boolean estimated) {

    public long total() {
        return input + output;
    }
}
