package dev.fabula.projection.runtime;

import java.time.Instant;

/**
 * One built copy of a read model.
 *
 * @param number counts from 1 within the projection
 * @param version of the projection that builds it
 * @param target what it is called in its sink
 */
public record Generation(
        long id, String projection, int number, int version, String target, State state, Instant changedAt) {

    /** What it is there for. */
    public enum State {
        /** It is being filled. */
        BUILDING,
        /** It follows the history and no reader sees it yet. */
        FOLLOWING,
        /** Readers see it. */
        CURRENT,
        /** Readers saw it before; it still follows the history, so that they can again. */
        PREVIOUS,
        /** It is no more. */
        DROPPED;

        /** Whether it is kept up with the history. */
        public boolean isLive() {
            return this == FOLLOWING || this == CURRENT || this == PREVIOUS;
        }
    }

    /** Under which name Axon runs it and stores its tokens. */
    public String processor() {
        return projection + "/" + number;
    }
}
