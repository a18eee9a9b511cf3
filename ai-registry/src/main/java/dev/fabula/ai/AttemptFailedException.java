package dev.fabula.ai;

import dev.fabula.ai.provider.ProviderFailure;

/** One try at one model failed. Never leaves the registry, and carries nothing of what the provider's library threw. */
final class AttemptFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ProviderFailure failure;
    private final boolean heard;

    /** @param heard whether the listener had heard something of the answer */
    AttemptFailedException(ProviderFailure failure, boolean heard) {
        super(failure.detail(), null, false, false);
        this.failure = failure;
        this.heard = heard;
    }

    ProviderFailure failure() {
        return failure;
    }

    boolean heard() {
        return heard;
    }
}
