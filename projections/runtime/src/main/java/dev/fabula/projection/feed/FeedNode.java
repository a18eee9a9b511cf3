package dev.fabula.projection.feed;

import dev.fabula.eventstore.StoredHistory;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.postgres.HeadWatch;
import dev.fabula.eventstore.privacy.SealedValues;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Everything of feeds that one process has, put together. The schemas must be there; Kafka need not be. */
public final class FeedNode implements AutoCloseable {

    /**
     * What feeds are made of.
     *
     * @param stored the history as it is stored
     * @param head hears of what is appended
     * @param sealed opens personal data, for the feeds that may send it
     */
    public record Source(
            StoredHistory stored, HeadWatch head, EventForms forms, EventCodec codec, SealedValues sealed) {}

    private final FeedParts parts;
    private final FeedOperations operations;
    private final List<FeedRunner> runners = new ArrayList<>();
    private final List<JobRunner> jobs = new ArrayList<>();

    /**
     * @param node a name that no other node has
     * @param prefix of transactional ids, which is the installation's
     * @param database a pool as the role that operates
     * @param connection settings that every client of Kafka has: bootstrap.servers, and how to authenticate
     * @param runs whether this node runs feeds, or only asks and operates
     * @throws IllegalArgumentException where two feeds have one name or one topic
     */
    public FeedNode(
            String node,
            String prefix,
            DataSource database,
            Source source,
            Map<String, ?> connection,
            List<Feed> feeds,
            FeedSettings settings,
            MeterRegistry meters,
            boolean runs) {
        requireApart(feeds);
        parts = new FeedParts(
                node,
                prefix,
                new FeedTable(database),
                new FeedJobs(database),
                new Broker(connection, settings.patience()),
                source.stored(),
                source.head(),
                source.forms(),
                source.codec(),
                source.sealed(),
                settings,
                meters);
        operations = new FeedOperations(parts, List.copyOf(feeds));
        if (runs) {
            feeds.forEach(feed -> runners.add(new FeedRunner(parts, feed)));
            jobs.add(new JobRunner(parts, feeds));
        }
    }

    private static void requireApart(List<Feed> feeds) {
        Set<String> names = new HashSet<>();
        Set<String> topics = new HashSet<>();
        for (Feed feed : feeds) {
            if (!names.add(feed.name())) {
                throw new IllegalArgumentException("two feeds are called " + feed.name());
            }
            if (!topics.add(feed.topic())) {
                throw new IllegalArgumentException("two feeds write into the topic " + feed.topic());
            }
        }
    }

    public FeedOperations operations() {
        return operations;
    }

    /** Ends after the transactions that are under way; feeds and jobs move on to other nodes. */
    @Override
    public void close() {
        List<Thread> closing = new ArrayList<>();
        runners.forEach(runner -> closing.add(Thread.ofVirtual().start(runner::close)));
        jobs.forEach(runner -> closing.add(Thread.ofVirtual().start(runner::close)));
        for (Thread each : closing) {
            try {
                each.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        parts.broker().close();
    }
}
