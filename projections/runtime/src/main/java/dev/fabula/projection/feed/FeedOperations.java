package dev.fabula.projection.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators see of feeds and do with them. */
public final class FeedOperations {

    private final FeedParts parts;
    private final List<Feed> feeds;

    FeedOperations(FeedParts parts, List<Feed> feeds) {
        this.parts = parts;
        this.feeds = feeds;
    }

    public List<FeedStatus> all() {
        return feeds.stream().map(feed -> status(feed.name())).toList();
    }

    /** @throws NoSuchFeedException where there is none of that name */
    public FeedStatus status(String name) {
        Feed feed = feed(name);
        long head = parts.history().head();
        parts.table().know(feed);
        FeedTable.Row row = parts.table().find(name).orElseThrow(() -> unknown(name));
        FeedStatus.State state = row.paused()
                ? FeedStatus.State.PAUSED
                : row.owner() != null && row.error() == null ? FeedStatus.State.RUNNING : FeedStatus.State.WAITING;
        return new FeedStatus(
                feed,
                state,
                row.position(),
                head,
                Math.max(0, head - row.position()),
                age(row.position(), head),
                row.records(),
                row.perSecond(),
                row.owner(),
                row.takeovers(),
                row.error(),
                row.notice(),
                row.changedAt());
    }

    private double age(long position, long head) {
        if (position >= head) {
            return 0;
        }
        return parts.history()
                .recordedAt(position + 1)
                .map(at -> Math.max(0, Duration.between(at, Instant.now()).toMillis() / 1_000.0))
                .orElse(0.0);
    }

    /** Ends it after the transaction that is under way, or lets it go on. */
    public FeedStatus pause(String name, boolean paused, String by) {
        parts.table().know(feed(name));
        parts.table().pause(name, paused);
        parts.table().did(by, name, paused ? "pause" : "resume");
        return status(name);
    }

    /**
     * What a replay takes.
     *
     * @param topic to be made; nothing of that name may be there
     * @param fromPosition the first one; nothing is the beginning, or what fromTime says
     * @param fromTime from when on
     * @param toPosition the last one; nothing is where history ends now, or what toTime says
     * @param toTime up to when, inclusive
     */
    public record Range(
            String topic,
            @Nullable Long fromPosition,
            @Nullable Instant fromTime,
            @Nullable Long toPosition,
            @Nullable Instant toTime) {}

    /**
     * Sends a part of history to a topic of its own, with the feed's filter.
     *
     * @throws IllegalArgumentException where the range or the topic's name is none
     * @throws FeedRefusedException where the topic is there already
     * @throws FeedUnavailableException where Kafka does not answer
     */
    public FeedJob replay(String name, Range range, String by) {
        Feed feed = feed(name);
        String topic = Feed.requireTopic(range.topic());
        if ((range.fromPosition() != null && range.fromTime() != null)
                || (range.toPosition() != null && range.toTime() != null)) {
            throw new IllegalArgumentException("a replay begins and ends at a position or at a time, not both");
        }
        long head = parts.history().head();
        Long fromPosition = range.fromPosition();
        Instant fromTime = range.fromTime();
        // An event of that very moment belongs to what is wanted.
        long from = fromPosition != null
                ? fromPosition
                : fromTime != null ? parts.history().positionAt(fromTime.minusNanos(1_000)) + 1 : 1;
        Long toPosition = range.toPosition();
        Instant toTime = range.toTime();
        long to = toPosition != null
                ? toPosition
                : toTime != null ? parts.history().positionAt(toTime) : head;
        if (from < 1 || to > head || from > to) {
            throw new IllegalArgumentException(
                    "not a range of history: positions " + from + " to " + to + ", of 1 to " + head);
        }
        // Making it is what finds out whether there is one: two who want the same topic cannot both have it.
        Broker.Topic made = parts.broker()
                .create(topic, feed.partitions(), feed.replication())
                .orElseThrow(() -> new FeedRefusedException(
                        "topic-exists", "there is a topic " + topic + " already; a replay goes to a new one"));
        parts.table().did(by, name, "replay " + from + " to " + to + " to " + topic);
        return parts.jobs().request(name, FeedJob.Kind.REPLAY, made, from, to, by);
    }

    /**
     * Compares a topic with history, up to where the topic is now.
     *
     * @param topic of a replay that is done; nothing is the feed's own
     * @throws FeedRefusedException where there is nothing to compare
     * @throws FeedUnavailableException where Kafka does not answer
     */
    public FeedJob verify(String name, @Nullable String topic, String by) {
        Feed feed = feed(name);
        String wanted = topic == null ? feed.topic() : topic;
        Broker.Topic there = parts.broker()
                .find(wanted)
                .orElseThrow(() -> new FeedRefusedException("topic-missing", "there is no topic " + wanted));
        long from = 1;
        long to;
        if (wanted.equals(feed.topic())) {
            to = last(there);
        } else {
            FeedJob replay = parts.jobs().of(name).stream()
                    .filter(job -> job.kind() == FeedJob.Kind.REPLAY
                            && job.topicId().equals(there.id())
                            && job.state() == FeedJob.State.DONE)
                    .findFirst()
                    .orElseThrow(() -> new FeedRefusedException(
                            "not-replayed", "no replay of " + name + " to " + wanted + " is done"));
            from = replay.from();
            to = replay.to();
        }
        parts.table().did(by, name, "verify " + wanted);
        return parts.jobs().request(name, FeedJob.Kind.VERIFICATION, there, from, to, by);
    }

    private long last(Broker.Topic topic) {
        try {
            return TopicEnd.position(parts.broker(), topic);
        } catch (FeedStoppedException stopped) {
            throw new FeedRefusedException("topic-unreadable", String.valueOf(stopped.getMessage()));
        }
    }

    /** The latest jobs of a feed, newest first. */
    public List<FeedJob> jobs(String name) {
        return parts.jobs().of(feed(name).name());
    }

    /** @throws NoSuchFeedException where the feed has no such job of that kind */
    public FeedJob job(String name, FeedJob.Kind kind, long id) {
        return parts.jobs()
                .find(id)
                .filter(job -> job.feed().equals(name) && job.kind() == kind)
                .orElseThrow(
                        () -> new NoSuchFeedException("the feed " + name + " has no " + kind.wireName() + " " + id));
    }

    /** Ends it; what is in the topic of a replay stays there. */
    public FeedJob cancel(String name, FeedJob.Kind kind, long id, String by) {
        FeedJob job = job(name, kind, id);
        if (!parts.jobs().cancel(id)) {
            throw new FeedRefusedException(
                    "job-over",
                    "the " + kind.wireName() + " " + id + " is " + job.state().wireName() + " already");
        }
        parts.table().did(by, name, "cancel " + kind.wireName() + " " + id);
        return job(name, kind, id);
    }

    private Feed feed(String name) {
        return feeds.stream()
                .filter(feed -> feed.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static NoSuchFeedException unknown(String name) {
        return new NoSuchFeedException("there is no feed " + name);
    }
}
