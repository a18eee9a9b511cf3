package dev.fabula.ai.settings;

import java.time.Duration;

/**
 * When a provider is no longer asked, and when again.
 *
 * @param window how many of the last attempts count
 * @param minimumCalls before which it never opens
 * @param failurePercent of them at which it opens, above 0 to 100
 * @param openFor how long it stays open
 * @param probes how many calls are let through then, and have to do well
 */
public record BreakerLimits(int window, int minimumCalls, int failurePercent, Duration openFor, int probes) {

    public static BreakerLimits defaults() {
        return new BreakerLimits(20, 8, 50, Duration.ofSeconds(20), 2);
    }
}
