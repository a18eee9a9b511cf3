package dev.fabula.ai;

import dev.fabula.contracts.ai.ProviderAttempt;
import java.util.List;

/** No model answered. Says why, and what was tried; never a key, nor anything of the prompt. */
public final class GenerationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was in the way. */
    public enum Code {
        /** Nothing is configured for this tenant and purpose. */
        NO_ROUTE("no-route"),
        /** The wished model is not one that the tenant may have. */
        MODEL_NOT_ALLOWED("model-not-allowed"),
        /** No model of the route takes a prompt of this length. */
        PROMPT_TOO_LONG("prompt-too-long"),
        /** All were tried, or could not be. */
        ALL_PROVIDERS_FAILED("all-providers-failed"),
        /** The time was over before anybody had answered. */
        TIMED_OUT("timed-out"),
        /** The calling thread was interrupted. */
        INTERRUPTED("interrupted"),
        /** The registry is closed. */
        CLOSED("closed");

        private final String wireName;

        Code(String wireName) {
            this.wireName = wireName;
        }

        /** In kebab case; clients may build on it. */
        public String wireName() {
            return wireName;
        }
    }

    private final Code code;
    private final boolean retryable;
    private final transient List<ProviderAttempt> attempts;

    GenerationFailedException(Code code, String message, boolean retryable, List<ProviderAttempt> attempts) {
        super(message);
        this.code = code;
        this.retryable = retryable;
        this.attempts = List.copyOf(attempts);
    }

    public Code code() {
        return code;
    }

    /** Whether the same may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** In order; empty where nothing was tried. */
    public List<ProviderAttempt> attempts() {
        return attempts;
    }
}
