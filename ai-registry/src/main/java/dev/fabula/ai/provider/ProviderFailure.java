package dev.fabula.ai.provider;

import dev.fabula.contracts.ai.ProviderAttempt.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no answer.
 *
 * @param detail a status, a code, the kind of error: never anything that the provider wrote in its own words, which may
 *     repeat the prompt or a key
 * @param retryAfter how long the provider asks to be left alone
 * @param providersFault whether it says something about the provider, rather than about what was asked
 */
public record ProviderFailure(
        Outcome outcome, String detail, @Nullable Duration retryAfter, boolean providersFault) {

    public static ProviderFailure timedOut(String detail) {
        return new ProviderFailure(Outcome.TIMED_OUT, detail, null, true);
    }

    /** Whether the same provider may answer if it is asked again. */
    public boolean mayPass() {
        return outcome == Outcome.FAILED_TRANSIENT || outcome == Outcome.RATE_LIMITED || outcome == Outcome.CUT_OFF;
    }

    /** The same, of an answer that had begun. */
    public ProviderFailure midway() {
        return outcome == Outcome.TIMED_OUT || outcome == Outcome.FAILED
                ? this
                : new ProviderFailure(Outcome.CUT_OFF, detail, retryAfter, providersFault);
    }
}
