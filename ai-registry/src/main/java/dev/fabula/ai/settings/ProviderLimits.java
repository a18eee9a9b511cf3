package dev.fabula.ai.settings;

import java.time.Duration;

/**
 * How a provider is protected from us, and we from it.
 *
 * @param timeLimit of one attempt, from sending to the last word
 * @param silenceLimit until the first word of a stream, and from one to the next
 * @param concurrentCalls at a time
 * @param waitForSlot how long a call waits for one of these, before the next provider is asked
 * @param callsPerSecond 0 for no limit
 */
public record ProviderLimits(
        Duration timeLimit,
        Duration silenceLimit,
        Duration connectLimit,
        RetryLimits retry,
        BreakerLimits breaker,
        int concurrentCalls,
        Duration waitForSlot,
        int callsPerSecond) {

    public static ProviderLimits defaults() {
        return new ProviderLimits(
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                RetryLimits.defaults(),
                BreakerLimits.defaults(),
                64,
                Duration.ofMillis(500),
                0);
    }
}
