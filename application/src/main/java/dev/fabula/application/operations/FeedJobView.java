package dev.fabula.application.operations;

import dev.fabula.projection.feed.FeedJob;
import dev.fabula.projection.feed.TopicComparison;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A replay or verification and how far it is.
 *
 * @param state queued, running, done, failed or cancelled
 * @param progress 0 to 1
 * @param records that a replay has sent, as last told
 * @param perSecond positions, lately
 * @param node that works on it; nothing where none does
 * @param report what a verification found
 */
record FeedJobView(
        long id,
        String feed,
        String kind,
        String state,
        String topic,
        long fromPosition,
        long toPosition,
        long position,
        double progress,
        long records,
        double perSecond,
        @Nullable String node,
        int takeovers,
        String requestedBy,
        Instant requestedAt,
        Instant changedAt,
        @Nullable String error,
        @Nullable TopicComparison report) {

    static FeedJobView of(FeedJob job) {
        long length = job.to() - job.from() + 1;
        String report = job.report();
        return new FeedJobView(
                job.id(),
                job.feed(),
                job.kind().wireName(),
                job.state().wireName(),
                job.topic(),
                job.from(),
                job.to(),
                job.position(),
                length <= 0 ? 1 : Math.clamp((job.position() - job.from() + 1.0) / length, 0, 1),
                job.records(),
                job.perSecond(),
                job.owner(),
                job.takeovers(),
                job.requestedBy(),
                job.requestedAt(),
                job.changedAt(),
                job.error(),
                report == null ? null : JsonMapper.shared().readValue(report, TopicComparison.class));
    }
}
