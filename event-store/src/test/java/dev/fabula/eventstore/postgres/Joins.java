package dev.fabula.eventstore.postgres;

import java.time.Duration;

/** Waiting for threads that a test started. */
final class Joins {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Joins() {}

    static void join(Thread thread) {
        try {
            if (!thread.join(PATIENCE)) {
                throw new AssertionError(thread + " does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + thread, interrupted);
        }
    }
}
