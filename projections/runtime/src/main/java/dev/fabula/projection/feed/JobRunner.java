package dev.fabula.projection.feed;

import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/** Does what operators want done with feeds, one job after the other. */
final class JobRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    /** The job is not this node's any more, or is over. */
    private static final class LetGo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final FeedParts parts;
    private final Map<String, Feed> feeds;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    JobRunner(FeedParts parts, List<Feed> feeds) {
        this.parts = parts;
        this.feeds = feeds.stream().collect(Collectors.toMap(Feed::name, Function.identity()));
        thread = Thread.ofPlatform().daemon().name("feed-jobs").start(this::run);
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                var job = parts.jobs().claim(parts.node(), parts.settings().lease(), List.copyOf(feeds.keySet()));
                if (job.isPresent()) {
                    work(job.get());
                }
            } catch (DataAccessException away) {
                LOG.warn("the jobs of feeds cannot be looked at: {}", away.getMessage());
            }
            try {
                var _ = closed.await(parts.settings().rhythm().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void work(FeedJob job) {
        Feed feed = feeds.get(job.feed());
        if (feed == null) {
            throw new IllegalStateException("claimed a job of the feed " + job.feed() + ", which is not known here");
        }
        try {
            Broker.Topic topic = parts.broker()
                    .find(job.topic())
                    .filter(found -> found.id().equals(job.topicId()))
                    .orElseThrow(() -> new FeedStoppedException("the topic " + job.topic() + " has been deleted"));
            switch (job.kind()) {
                case REPLAY -> replay(job, feed, topic);
                case VERIFICATION -> verify(job, feed, topic);
            }
        } catch (LetGo over) {
            parts.jobs().letGo(job, parts.node(), "let go by " + parts.node());
        } catch (FeedStoppedException stopped) {
            if (stopped.otherNodeMayHelp()) {
                parts.jobs().letGo(job, parts.node(), String.valueOf(stopped.getMessage()));
            } else {
                parts.jobs().failed(job, parts.node(), String.valueOf(stopped.getMessage()));
            }
        } catch (FeedUnavailableException | HistoryUnavailableException away) {
            LOG.warn("the {} {} will be tried again: {}", job.kind().wireName(), job.id(), away.getMessage());
            parts.jobs().letGo(job, parts.node(), String.valueOf(away.getMessage()));
        } catch (DataAccessException away) {
            throw away;
        } catch (RuntimeException unexpected) {
            LOG.error("the {} {} failed", job.kind().wireName(), job.id(), unexpected);
            parts.jobs().failed(job, parts.node(), String.valueOf(unexpected.getMessage()));
        }
    }

    private void replay(FeedJob job, Feed feed, Broker.Topic topic) {
        Pulse pulse = new Pulse(job);
        Delivery delivery = new Delivery(
                parts.history(),
                parts.records(feed, topic.name()),
                feed::matches,
                parts.settings().batch(),
                pulse);
        try (Transactions transactions = Transactions.begin(parts.broker(), topic, parts.transactionalId(job))) {
            long from = Math.max(transactions.position(), job.from() - 1);
            if (from < job.to()) {
                delivery.run(transactions, from, job.to());
            }
        }
        pulse.reached(job.to());
        pulse.beat();
        parts.jobs().done(job, parts.node(), null);
    }

    private void verify(FeedJob job, Feed feed, Broker.Topic topic) {
        Pulse pulse = new Pulse(job);
        FeedRecords expected = new FeedRecords(topic.name(), parts.forms(), parts.codec(), Outgoing.withholding());
        try (TopicReader reader = new TopicReader(parts.broker(), topic)) {
            TopicComparison report = new TopicVerifier(
                            feed,
                            parts.history(),
                            parts.forms(),
                            expected,
                            reader,
                            job.to(),
                            parts.settings().differences())
                    .run(topic.name(), job.from(), pulse::reached);
            pulse.beat();
            parts.jobs().done(job, parts.node(), JsonMapper.shared().writeValueAsString(report));
        }
    }

    /** Keeps the lease while it says how far it is. */
    private final class Pulse implements Delivery.Watch {

        private final FeedJob job;
        private long position;
        private long positionThen;
        private long records;
        private long last = System.nanoTime();

        Pulse(FeedJob job) {
            this.job = job;
            position = Math.max(job.position(), job.from() - 1);
            positionThen = position;
        }

        @Override
        public void committed(StoredRecord event, int count) {
            records += count;
            reached(event.position());
        }

        @Override
        public void reached(long now) {
            position = Math.max(position, now);
            if (closed.getCount() == 0) {
                throw new LetGo();
            }
            if (System.nanoTime() - last >= parts.settings().rhythm().toNanos()) {
                beat();
            }
        }

        void beat() {
            long now = System.nanoTime();
            double perSecond = (position - positionThen) * 1e9 / Math.max(1, now - last);
            if (!parts.jobs().keep(job, parts.node(), parts.settings().lease(), position, records, perSecond)) {
                throw new LetGo();
            }
            records = 0;
            positionThen = position;
            last = now;
        }
    }

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
