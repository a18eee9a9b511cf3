package dev.fabula.ai;

import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.TokenUsage;
import java.time.Duration;
import java.util.List;

/**
 * A model's answer.
 *
 * @param provider who answered
 * @param model which one of theirs, as it is named in the route
 * @param attempts in order; the last one succeeded
 * @param usage by all attempts together, broken ones included
 * @param cost of all attempts together
 * @param duration from the request to the last word
 */
public record Generation(
        String text,
        String provider,
        String model,
        List<ProviderAttempt> attempts,
        TokenUsage usage,
        Cost cost,
        Duration duration) {}
