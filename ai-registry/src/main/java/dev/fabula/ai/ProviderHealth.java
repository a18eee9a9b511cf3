package dev.fabula.ai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a provider has done lately, from what was called anyway.
 *
 * @param breaker {@code CLOSED}: calls go out; {@code OPEN}: they do not; {@code HALF_OPEN}: a few go out on trial
 * @param calls in the window that the other numbers are of
 * @param errorRate 0 to 1, of those calls; what the caller's own doing failed does not count
 * @param p50 of the time that answers took; nothing without answers
 */
public record ProviderHealth(
        String provider,
        Breaker breaker,
        int calls,
        double errorRate,
        @Nullable Duration p50,
        @Nullable Duration p95,
        int inFlight) {

    public enum Breaker {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
