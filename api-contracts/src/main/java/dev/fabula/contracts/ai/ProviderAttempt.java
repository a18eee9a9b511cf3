package dev.fabula.contracts.ai;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One try at one model, part of how an answer came about.
 *
 * @param provider as it is named in the configuration
 * @param millis how long it took
 * @param detail what went wrong, at most 500 characters; never a key, a header or a whole address
 */
public record ProviderAttempt(
        String provider,
        String model,
        Outcome outcome,
        long millis,
        @Nullable String detail) {

    /** How a try ended. */
    public enum Outcome {
        SUCCEEDED,
        /** The provider refused it, and would again. */
        FAILED,
        /** It failed in a way that may pass: a server error, no connection. */
        FAILED_TRANSIENT,
        TIMED_OUT,
        /** By the provider, or by our own limit for it. */
        RATE_LIMITED,
        /** Not tried: it failed too often lately. */
        BREAKER_OPEN,
        /** Not tried: too many calls are under way. */
        BULKHEAD_FULL,
        /** It broke off in the middle of its answer. */
        CUT_OFF;

        private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

        @JsonValue
        public String wireName() {
            return wireName;
        }
    }
}
