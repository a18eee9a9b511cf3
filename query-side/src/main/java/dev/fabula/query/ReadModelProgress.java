package dev.fabula.query;

import java.time.Duration;

/** How far read models are: what queries need of those who fold them, who may be in other processes. */
public interface ReadModelProgress {

    /** Everything up to here is in what readers see; 0 where they see nothing yet. */
    long reached(String projection);

    /**
     * Waits until what readers see holds everything up to a position.
     *
     * @return whether it has come so far
     */
    boolean await(String projection, long position, Duration patience) throws InterruptedException;
}
