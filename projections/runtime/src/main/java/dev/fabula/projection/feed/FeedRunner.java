package dev.fabula.projection.feed;

import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.StoredRecord;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Runs one feed on this node while it is this node's. That a feed belongs to one node at a time saves work; that each event
 * is there once is due to Kafka's fencing alone, so a node that does not know that it has lost a feed does no harm.
 */
final class FeedRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedRunner.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The feed is not this node's any more, or is not to go on. */
    private static final class LetGo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final FeedParts parts;
    private final Feed feed;
    private final FeedMetrics metrics;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    /** An event that could not be sent: what is before it is sent first, then it by itself. */
    private long blocked;

    private int failures;

    FeedRunner(FeedParts parts, Feed feed) {
        this.parts = parts;
        this.feed = feed;
        metrics = new FeedMetrics(parts.meters(), feed, parts.head()::head);
        thread = Thread.ofPlatform().daemon().name("feed-" + feed.name()).start(this::run);
    }

    private void run() {
        while (!isClosed()) {
            try {
                Duration pause = parts.settings().rhythm();
                try {
                    parts.table().know(feed);
                    var claimed = parts.table()
                            .claim(feed, parts.node(), parts.settings().lease());
                    if (claimed.isPresent()) {
                        pause = work(claimed.get());
                    }
                } catch (DataAccessException away) {
                    LOG.warn("the feed {} cannot be claimed: {}", feed.name(), away.getMessage());
                }
                metrics.notRun();
                var _ = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** How long to wait before the next attempt. */
    private Duration work(FeedTable.Row claimed) {
        try {
            Broker.Topic topic = topic(claimed);
            try (Transactions transactions = Transactions.begin(parts.broker(), topic, parts.transactionalId(feed))) {
                follow(transactions, claimed.from(feed, topic, transactions.position()));
            }
            return Duration.ZERO;
        } catch (LetGo over) {
            parts.table().letGo(feed, parts.node());
            return parts.settings().rhythm();
        } catch (FeedStoppedException stopped) {
            blocked = stopped.position();
            Duration pause = failed(stopped);
            if (stopped.otherNodeMayHelp()) {
                parts.table().letGo(feed, parts.node());
            }
            // Somebody has to do something first, which takes a while.
            return longer(pause);
        } catch (FeedUnavailableException | HistoryUnavailableException away) {
            return failed(away);
        } catch (DataAccessException away) {
            throw away;
        } catch (RuntimeException unexpected) {
            // Whatever it is, nothing else must suffer, and the feed must not be silent about it.
            LOG.error("the feed {} failed", feed.name(), unexpected);
            return longer(failed(unexpected));
        }
    }

    private Duration failed(RuntimeException why) {
        if (isClosed()) {
            parts.table().letGo(feed, parts.node());
            return Duration.ZERO;
        }
        failures++;
        metrics.failed();
        LOG.warn("the feed {} does not get on: {}", feed.name(), why.getMessage());
        parts.table().failed(feed, parts.node(), String.valueOf(why.getMessage()));
        return parts.settings().pause();
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(1L << Math.clamp(failures - 1L, 0, 5));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** The topic, made where it is missing. */
    private Broker.Topic topic(FeedTable.Row known) {
        Broker.Topic topic = parts.broker()
                .find(feed.topic())
                .or(() -> parts.broker().create(feed.topic(), feed.partitions(), feed.replication()))
                .or(() -> parts.broker().find(feed.topic()))
                .orElseThrow(() -> new FeedUnavailableException(
                        "the topic " + feed.topic() + " comes and goes", new IllegalStateException(feed.topic())));
        String before = known.topicId();
        if (before != null && !before.equals(topic.id()) && known.topic().equals(feed.topic())) {
            String told = "the topic " + feed.topic() + " was deleted; it begins anew, with the whole history";
            LOG.warn("feed {}: {}", feed.name(), told);
            parts.table().notice(feed, told);
        }
        return topic;
    }

    private void follow(Transactions transactions, long from) {
        Pulse pulse = new Pulse(transactions, from);
        Delivery delivery = new Delivery(
                parts.history(),
                parts.records(feed, feed.topic()),
                feed::matches,
                parts.settings().batch(),
                pulse);
        long position = from;
        pulse.beat();
        while (true) {
            long end = parts.history().head();
            if (blocked > position) {
                end = Math.min(end, blocked - 1 > position ? blocked - 1 : blocked);
            }
            if (end > position) {
                position = delivery.run(transactions, position, end);
                failures = 0;
            } else {
                failures = 0;
                pulse.reached(position);
                await(position);
            }
        }
    }

    /** Hears of what is appended at once; looks all the same, for a notification may be lost. */
    private void await(long position) {
        try {
            parts.head().awaitPast(position, parts.settings().rhythm().dividedBy(2));
        } catch (InterruptedException stopped) {
            closed.countDown();
        }
    }

    /** Keeps the lease while it says how far it is. */
    private final class Pulse implements Delivery.Watch {

        private final Transactions transactions;
        private long position;
        private long records;
        private long last = System.nanoTime();
        private boolean lookedAtTopic;

        Pulse(Transactions transactions, long position) {
            this.transactions = transactions;
            this.position = position;
        }

        @Override
        public void committed(StoredRecord event, int count) {
            records += count;
            metrics.committed(event, count);
            reached(event.position());
        }

        @Override
        public void reached(long now) {
            position = Math.max(position, now);
            metrics.reached(position);
            if (isClosed()) {
                throw new LetGo();
            }
            if (System.nanoTime() - last >= parts.settings().rhythm().toNanos()) {
                beat();
            }
        }

        void beat() {
            long now = System.nanoTime();
            double perSecond = records * 1e9 / Math.max(1, now - last);
            boolean mine = parts.table()
                    .keep(
                            feed,
                            parts.node(),
                            parts.settings().lease(),
                            new FeedTable.Progress(
                                    transactions.topic().id(), transactions.position(), position, records, perSecond),
                            failures == 0);
            if (!mine) {
                throw new LetGo();
            }
            // Every other time is often enough for a topic that nothing is sent to.
            if (records == 0 && (lookedAtTopic = !lookedAtTopic)) {
                transactions.requireSameTopic();
            }
            records = 0;
            last = now;
        }
    }

    /** Ends after the transaction that is under way, and lets another node have the feed. */
    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(parts.settings().lease())) {
                thread.interrupt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
