package dev.fabula.ai.guard;

import dev.fabula.ai.provider.ProviderFailure;
import dev.fabula.ai.settings.RetryLimits;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When the same provider is asked again: longer waits with each attempt, drawn by lot so that callers spread. */
final class Backoff {

    private final RetryLimits limits;
    private final IntervalFunction waits;

    Backoff(RetryLimits limits) {
        this.limits = limits;
        this.waits = limits.jitter() > 0
                ? IntervalFunction.ofExponentialRandomBackoff(
                        limits.firstWait(), 2, limits.jitter(), limits.longestWait())
                : IntervalFunction.ofExponentialBackoff(limits.firstWait(), 2, limits.longestWait());
    }

    /** @return null for not at all */
    @Nullable
    Duration after(int attempts, ProviderFailure failure) {
        if (!failure.mayPass() || attempts >= limits.attempts()) {
            return null;
        }
        Duration asked = failure.retryAfter();
        if (asked == null) {
            return Duration.ofMillis(waits.apply(attempts));
        }
        return asked.compareTo(limits.longestWait()) > 0 ? null : asked;
    }
}
