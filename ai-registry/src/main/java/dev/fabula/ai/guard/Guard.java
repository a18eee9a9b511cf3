package dev.fabula.ai.guard;

import dev.fabula.ai.provider.ProviderFailure;
import dev.fabula.ai.settings.BreakerLimits;
import dev.fabula.ai.settings.ProviderLimits;
import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Of one provider. Whoever is let in says how it went, and leaves. */
public final class Guard {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ProviderLimits limits;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final @Nullable RateLimiter rate;
    private final Backoff backoff;
    private final CallWindow window;

    public Guard(String name, ProviderLimits limits, Clock clock) {
        this.limits = limits;
        this.breaker = CircuitBreaker.of(name, breaker(limits.breaker(), clock));
        this.bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limits.concurrentCalls())
                        .maxWaitDuration(limits.waitForSlot())
                        .build());
        this.rate = limits.callsPerSecond() == 0 ? null : RateLimiter.of(name, rate(limits));
        this.backoff = new Backoff(limits.retry());
        this.window = new CallWindow(clock);
    }

    private static CircuitBreakerConfig breaker(BreakerLimits limits, Clock clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(
                        limits.window(),
                        limits.minimumCalls(),
                        SlidingWindowType.COUNT_BASED,
                        CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
                .failureRateThreshold(limits.failurePercent())
                .waitDurationInOpenState(limits.openFor())
                .permittedNumberOfCallsInHalfOpenState(limits.probes())
                .clock(clock)
                .build();
    }

    private static RateLimiterConfig rate(ProviderLimits limits) {
        return RateLimiterConfig.custom()
                .limitForPeriod(limits.callsPerSecond())
                .limitRefreshPeriod(SECOND)
                .timeoutDuration(limits.waitForSlot())
                .build();
    }

    /** Lets a call in, or says why not. Waits for a slot as long as the settings say. */
    public @Nullable Outcome enter() {
        if (!breaker.tryAcquirePermission()) {
            return Outcome.BREAKER_OPEN;
        }
        if (!bulkhead.tryAcquirePermission()) {
            breaker.releasePermission();
            return Outcome.BULKHEAD_FULL;
        }
        if (rate != null && !rate.acquirePermission()) {
            bulkhead.releasePermission();
            breaker.releasePermission();
            return Outcome.RATE_LIMITED;
        }
        return null;
    }

    public void succeeded(Duration took) {
        breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        window.add(took, true);
        bulkhead.releasePermission();
    }

    public void failed(Duration took, ProviderFailure failure) {
        if (failure.providersFault()) {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new FailedAttempt());
            window.add(took, false);
        } else {
            breaker.releasePermission();
        }
        bulkhead.releasePermission();
    }

    /** It ended for a reason that says nothing about the provider. */
    public void abandoned() {
        breaker.releasePermission();
        bulkhead.releasePermission();
    }

    public Duration timeLimit() {
        return limits.timeLimit();
    }

    public Duration silenceLimit() {
        return limits.silenceLimit();
    }

    /** How long to wait before the same is asked again; null for not at all. */
    public @Nullable Duration waitBeforeAsking(int attempts, ProviderFailure failure) {
        return backoff.after(attempts, failure);
    }

    public CircuitBreaker.State state() {
        return breaker.getState();
    }

    public int inFlight() {
        return limits.concurrentCalls() - bulkhead.getMetrics().getAvailableConcurrentCalls();
    }

    public CallWindow.Report report() {
        return window.report();
    }

    /** What the breaker is told: it wants an exception, and looks at nothing of it. */
    private static final class FailedAttempt extends Exception {

        private static final long serialVersionUID = 1L;

        FailedAttempt() {
            super("attempt failed", null, false, false);
        }
    }
}
