package dev.fabula.ai;

import java.time.Duration;

/**
 * How much of an answer, how varied, and how long it may take.
 *
 * @param maxTokens of the answer, at least 1
 * @param temperature 0 to 2, as providers understand it
 * @param topP 0 to 1, as providers understand it
 * @param timeout over all attempts at all models together
 */
public record GenerationLimits(int maxTokens, double temperature, double topP, Duration timeout) {

    public GenerationLimits {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("an answer has at least one token, not " + maxTokens);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a call needs some time, not " + timeout);
        }
    }
}
