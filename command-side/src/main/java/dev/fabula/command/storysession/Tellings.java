package dev.fabula.command.storysession;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The beats that this node tells or listens to. A request is told at once by the node that recorded it; one that is left
 * open, because its node died, is found in the read models by any other, or by the same after a restart. The claim keeps
 * two nodes from paying for the same beat, and the aggregate from recording two outcomes.
 */
@Component
final class Tellings implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Tellings.class);
    /** Requests are told at once as a rule: what is older than this has perhaps been left behind. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int MOST_AT_A_TIME = 100;
    private static final int MOST_KEPT = 5_000;

    private final Map<String, Telling> running = new ConcurrentHashMap<>();
    private final Cache<String, Telling> finished;
    private final BeatTeller teller;
    private final StoryReader reader;
    private final StoryViews views;
    private final Claims claims;
    private final StoryProperties settings;
    private volatile boolean closed;

    Tellings(BeatTeller teller, StoryReader reader, StoryViews views, Claims claims, StoryProperties settings) {
        this.teller = teller;
        this.reader = reader;
        this.views = views;
        this.claims = claims;
        this.settings = settings;
        finished = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(settings.kept())
                .build();
    }

    /** The request's beat, which is told from now on if it is not yet. */
    Telling of(OpenRequest open) {
        Telling kept = finished.getIfPresent(open.request());
        return kept != null ? kept : running.computeIfAbsent(open.request(), _ -> begin(open));
    }

    private Telling begin(OpenRequest open) {
        Telling telling = new Telling(open.request());
        var _ = Thread.ofVirtual().name("beat-" + open.request()).start(() -> run(open, telling));
        return telling;
    }

    private void run(OpenRequest open, Telling telling) {
        try {
            if (claims.claim(open.request(), settings.lease())) {
                try {
                    teller.tell(open, telling);
                } finally {
                    claims.release(open.request());
                }
            } else {
                listen(open, telling);
            }
            finished.put(open.request(), telling);
        } catch (RuntimeException failed) {
            LOG.warn("the beat {} of {} is left to be told later", open.request(), open.session(), failed);
            telling.abandon(failed);
        } catch (InterruptedException over) {
            telling.abandon(new IllegalStateException("this node stops"));
        } finally {
            running.remove(open.request());
        }
    }

    /** Another node tells it. Its words are not heard here, but what becomes of it is. */
    private void listen(OpenRequest open, Telling telling) throws InterruptedException {
        Instant end = Instant.now().plus(settings.timeout());
        while (Instant.now().isBefore(end)) {
            Telling.Outcome outcome =
                    reader.read(open.tenant(), open.session(), open.request()).outcome();
            if (outcome != null) {
                BeatFrames.say(outcome.event(), open.request(), telling);
                telling.end(outcome);
                return;
            }
            Thread.sleep(LOOK);
        }
        throw new IllegalStateException("nobody has told it in " + settings.timeout());
    }

    /** Keeps what is told here, and takes up what was left behind. */
    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT2S")
    void takeUp() {
        if (closed) {
            return;
        }
        try {
            claims.keep(settings.lease());
            views.openSince(Instant.now().minus(LEFT_BEHIND), MOST_AT_A_TIME).forEach(open -> {
                if (running.size() < MOST_AT_A_TIME && !running.containsKey(open.request())) {
                    LOG.info("the beat {} of {} was left open and is told now", open.request(), open.session());
                    var _ = of(open);
                }
            });
        } catch (RuntimeException unavailable) {
            LOG.warn("beats that were left open are not looked for: {}", unavailable.getMessage());
        }
    }

    @Override
    public void destroy() {
        closed = true;
    }
}
