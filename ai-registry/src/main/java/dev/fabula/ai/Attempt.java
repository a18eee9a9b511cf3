package dev.fabula.ai;

import dev.fabula.ai.provider.Provider;
import dev.fabula.ai.settings.RouteEntry;
import java.time.Duration;

/** Asks one model once, and puts down what that took, however it ends. */
interface Attempt<T> {

    /**
     * @param limit until the last word
     * @param silence until the first part of the answer, and from one to the next
     */
    T ask(Provider provider, RouteEntry entry, Duration limit, Duration silence)
            throws AttemptFailedException, RegistryClosedException, InterruptedException;
}
