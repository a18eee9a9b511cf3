package dev.fabula.ai.settings;

import java.time.Duration;

/**
 * When the same provider is asked again, after a failure that may pass.
 *
 * @param attempts all together, the first included
 * @param firstWait before the second attempt; doubles with each further one
 * @param jitter 0 to 1: a wait is drawn from so much less to so much more
 * @param longestWait also of what a provider asks for: beyond that, the next provider is asked instead
 */
public record RetryLimits(int attempts, Duration firstWait, double jitter, Duration longestWait) {

    public static RetryLimits defaults() {
        return new RetryLimits(3, Duration.ofMillis(250), 0.5, Duration.ofSeconds(8));
    }
}
