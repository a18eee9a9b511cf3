package dev.fabula.projection.runtime;

import java.time.Duration;

/** Wakes up who waits for a read model of this node to come on. */
final class ProgressWatch {

    private long steps;

    synchronized void stepped() {
        steps++;
        notifyAll();
    }

    synchronized long steps() {
        return steps;
    }

    /** Waits for another step than those up to then, or for so long. */
    synchronized void awaitAfter(long seen, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (steps == seen) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }
}
