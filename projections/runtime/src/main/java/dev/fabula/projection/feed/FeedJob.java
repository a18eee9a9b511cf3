package dev.fabula.projection.feed;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator wants done with a feed, and how far it is.
 *
 * @param topic that is written or read
 * @param from the first position
 * @param to the last position; for a verification the last one that was in the topic when it began
 * @param position how far it is
 * @param takeovers how often another node went on with it
 * @param report of a verification, as JSON
 */
public record FeedJob(
        long id,
        String feed,
        Kind kind,
        State state,
        String topic,
        String topicId,
        long from,
        long to,
        long position,
        long records,
        double perSecond,
        @Nullable String owner,
        int takeovers,
        String requestedBy,
        Instant requestedAt,
        Instant changedAt,
        @Nullable String error,
        @Nullable String report) {

    /** What is done. */
    public enum Kind {
        REPLAY,
        VERIFICATION;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it is. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether there is more to come. */
        public boolean isOpen() {
            return this == QUEUED || this == RUNNING;
        }
    }
}
