package dev.fabula.application.operations;

import dev.fabula.projection.feed.FeedStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A feed and how far it is.
 *
 * @param filter the events that leave
 * @param personal whether personal fields leave in clear
 * @param state running, waiting or paused
 * @param position up to here everything that matches is in the topic
 * @param lagSeconds how old the first of what is missing is
 * @param records sent since the feed was first run
 * @param node that runs it; nothing where none does
 * @param error why it does not get on; nothing while it does
 * @param notice what last happened that an operator should know
 */
record FeedView(
        String name,
        String topic,
        String filter,
        boolean personal,
        String state,
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

    static FeedView of(FeedStatus status) {
        return new FeedView(
                status.feed().name(),
                status.feed().topic(),
                status.feed().filter(),
                status.feed().personal(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.position(),
                status.head(),
                status.lagPositions(),
                status.lagSeconds(),
                status.records(),
                status.perSecond(),
                status.node(),
                status.takeovers(),
                status.error(),
                status.notice(),
                status.changedAt());
    }
}
