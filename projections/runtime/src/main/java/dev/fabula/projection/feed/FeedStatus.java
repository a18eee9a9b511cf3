package dev.fabula.projection.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A feed and how far it is, as its node last told.
 *
 * @param state running, waiting (for a node, or for what stops it to go away) or paused
 * @param position up to here everything that matches is in the topic
 * @param head the last position of history
 * @param lagPositions what is missing; not all of it need match the filter
 * @param lagSeconds how old the first of what is missing is
 * @param records sent since the feed was first run
 * @param perSecond records, lately
 * @param node that runs it; nothing where none does
 * @param takeovers how often a node went on with what another had left
 * @param error why it does not get on; nothing while it does
 * @param notice what last happened that an operator should know
 */
public record FeedStatus(
        Feed feed,
        State state,
        long position,
        long head,
        long lagPositions,
        double lagSeconds,
        long records,
        double perSecond,
        @Nullable String node,
        int takeovers,
        @Nullable String error,
        @Nullable String notice,
        Instant changedAt) {

    /** Whether it gets on. */
    public enum State {
        RUNNING,
        WAITING,
        PAUSED
    }
}
