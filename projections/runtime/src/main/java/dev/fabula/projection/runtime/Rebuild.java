package dev.fabula.projection.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild of a read model beside the live one.
 *
 * @param generation that it fills; nothing until it begins
 * @param rate events a second; 0 yields to live load, nothing is as fast as possible
 * @param target the position up to which it is filled in bulk
 * @param checkpoint everything up to here is in the generation, whatever happens
 * @param reached how far it is; what is past the checkpoint is lost with the node
 * @param positionsPerSecond lately
 * @param events folded so far
 * @param rows stored so far
 * @param busyMillis how long it has worked in bulk
 * @param takeovers how often another node went on with it
 * @param verification what the comparison with the live generation said, as JSON; nothing before it
 * @param accepted why it was promoted although the comparison said otherwise
 */
public record Rebuild(
        long id,
        String projection,
        int version,
        State state,
        boolean paused,
        @Nullable Long generation,
        @Nullable Long rate,
        int workers,
        long target,
        long checkpoint,
        long reached,
        double positionsPerSecond,
        long events,
        long rows,
        long busyMillis,
        int takeovers,
        @Nullable String owner,
        String requestedBy,
        Instant requestedAt,
        Instant changedAt,
        @Nullable String error,
        @Nullable String verification,
        @Nullable String accepted) {

    /** Where it is on its way. */
    public enum State {
        QUEUED,
        BUILDING,
        CATCHING_UP,
        VERIFYING,
        READY,
        PROMOTED,
        FAILED,
        CANCELLED;

        /** As it is stored and shown. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        static State of(String wireName) {
            return valueOf(wireName.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }

        /** Whether a node has to work on it. */
        boolean isAtWork() {
            return this == QUEUED || this == BUILDING || this == CATCHING_UP || this == VERIFYING;
        }

        /** Whether it has not ended. */
        public boolean isOpen() {
            return isAtWork() || this == READY;
        }
    }

    /** Events a second while it worked in bulk; 0 before it has begun. */
    public double perSecond() {
        return busyMillis == 0 ? 0 : events * 1_000.0 / busyMillis;
    }
}
