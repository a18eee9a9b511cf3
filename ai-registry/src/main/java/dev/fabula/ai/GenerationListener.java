package dev.fabula.ai;

import dev.fabula.contracts.ai.ProviderAttempt;

/** Hears an answer as it comes, on the calling thread, if the request is for streaming. What it throws ends the call. */
public interface GenerationListener {

    /** Hears nothing. */
    GenerationListener NONE = _ -> {};

    /** More of the text: a word, a part of one, or several. Together they are {@link Generation#text()}. */
    void token(String text);

    /** What was heard so far is void, because it broke off; another answer begins from the start. */
    default void restarted(ProviderAttempt failed) {}
}
