package dev.fabula.command.search;

import dev.fabula.ai.AiRegistry;
import dev.fabula.ai.BudgetExceededException;
import dev.fabula.command.search.EmbeddingWork.Claimed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Follows history and sees to it that its texts have vectors. What fails waits, longer each time, and holds up nothing
 * else; meanwhile it is found by its words. Nothing here runs because a read model is built or rebuilt.
 */
@Component
public final class EmbeddingProcess implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingProcess.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 16;

    private final HistoryFollower follower;
    private final EmbeddingWork work;
    private final Embedder embedder;
    private final AiRegistry registry;
    private final EmbeddingProperties settings;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean closed;

    EmbeddingProcess(
            HistoryFollower follower,
            EmbeddingWork work,
            Embedder embedder,
            AiRegistry registry,
            EmbeddingProperties settings) {
        this.follower = follower;
        this.work = work;
        this.embedder = embedder;
        this.registry = registry;
        this.settings = settings;
    }

    /** On a thread of its own, because a provider may take its time and others are on schedule, too. */
    @Scheduled(fixedDelayString = "PT0.5S", initialDelayString = "PT1S")
    void tick() {
        if (settings.enabled() && !closed && busy.compareAndSet(false, true)) {
            var _ = Thread.ofVirtual().name("embedding").start(() -> {
                try {
                    var _ = run();
                } catch (RuntimeException unavailable) {
                    LOG.warn("texts wait for their vectors: {}", unavailable.getMessage());
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void deleteForgotten() {
        if (settings.enabled() && !closed) {
            try {
                int deleted = work.deleteForgotten();
                if (deleted > 0) {
                    LOG.info("{} vectors that nothing refers to were deleted", deleted);
                }
            } catch (RuntimeException unavailable) {
                LOG.warn("vectors that nothing refers to stay for now: {}", unavailable.getMessage());
            }
        }
    }

    /**
     * Does all that can be done now.
     *
     * @return how many sources were done
     */
    public int run() {
        while (!closed && follower.follow()) {
            // The next part.
        }
        int done = 0;
        while (!closed) {
            List<Claimed> some = work.claim(settings.sources(), settings.lease());
            if (some.isEmpty()) {
                break;
            }
            done += embed(some);
        }
        return done;
    }

    /** Together, which takes fewer calls; where that fails, one by one, so that each answers for itself. */
    private int embed(List<Claimed> some) {
        try {
            embedder.embed(some.getFirst().source().tenant(), some);
            some.forEach(work::done);
            return some.size();
        } catch (BudgetExceededException exhausted) {
            LOG.info(
                    "{} texts of {} wait: {}",
                    some.size(),
                    some.getFirst().source().tenant(),
                    exhausted.getMessage());
            some.forEach(each -> work.later(each, settings.outOfBudget()));
            return 0;
        } catch (RuntimeException failed) {
            if (some.size() > 1 && some.stream().allMatch(each -> each.failures() == 0)) {
                // The first time all of them wait for a moment; after that each comes alone.
                LOG.warn("the texts of {} sources wait for their vectors: {}", some.size(), failed.getMessage());
                some.forEach(each -> work.later(each, wait(each)));
                return 0;
            }
            return some.size() > 1 ? oneByOne(some) : failed(some.getFirst(), failed);
        }
    }

    private int oneByOne(List<Claimed> some) {
        int done = 0;
        for (Claimed each : some) {
            done += closed ? 0 : embed(List.of(each));
        }
        return done;
    }

    private int failed(Claimed claimed, RuntimeException failed) {
        LOG.warn("the texts of {} wait for their vectors: {}", claimed.source(), failed.getMessage());
        work.later(claimed, wait(claimed));
        return 0;
    }

    private static Duration wait(Claimed claimed) {
        Duration wait = Duration.ofSeconds(1L << Math.min(claimed.failures(), MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /**
     * Asks for new vectors of all texts whose vectors are of another model than their tenant's of today.
     *
     * @return of how many sources
     */
    public int replaceOtherModels() {
        return follower.noteOtherModels(registry::embeddingModel);
    }

    /** How many sources wait. */
    public long waiting() {
        return work.waiting();
    }

    @Override
    public void destroy() {
        closed = true;
    }
}
