package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.projection.Change;
import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.SinkUnavailableException;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.runtime.Rebuild.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * This node's work on one rebuild, from wherever it was left to where an operator decides. Each step ends in a
 * transaction that also says how far the rebuild has come, and that fails if it is somebody else's by then: whoever
 * goes on after a kill finds the one or the other.
 */
final class RebuildWork<K, V> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildWork.class);
    private static final int SLICE = 5_000;
    /** What is left to catch up live, at most: the bulk is many times as fast. */
    private static final long NEARLY = 20_000;

    private static final Duration BEAT = Duration.ofMillis(500);

    private final ProjectionDatabase database;
    private final Generations generations;
    private final Rebuilds rebuilds;
    private final DeadLetters deadLetters;
    private final Discards discards;
    private final LiveProjections live;
    private final Verifier verifier;
    private final History history;
    private final ProjectionSettings settings;
    private final Workshop.Tools<K, V> tools;
    private final String node;
    private final long id;
    /** As it was last seen; nothing once it is lost. */
    private final AtomicReference<@Nullable Rebuild> seen;

    private volatile long reached;
    private long beatReached;
    private long beatAt = System.nanoTime();
    private double perSecond;

    RebuildWork(
            ProjectionDatabase database,
            Generations generations,
            Rebuilds rebuilds,
            DeadLetters deadLetters,
            LiveProjections live,
            Verifier verifier,
            History history,
            ProjectionSettings settings,
            Workshop.Tools<K, V> tools,
            String node,
            Rebuild rebuild) {
        this.database = database;
        this.generations = generations;
        this.rebuilds = rebuilds;
        this.deadLetters = deadLetters;
        this.discards = new Discards(database);
        this.live = live;
        this.verifier = verifier;
        this.history = history;
        this.settings = settings;
        this.tools = tools;
        this.node = node;
        this.id = rebuild.id();
        this.seen = new AtomicReference<>(rebuild);
        this.reached = rebuild.checkpoint();
        this.beatReached = reached;
    }

    @Override
    public void run() {
        // Of the platform, because it is interrupted at the end, and a virtual thread takes its connection with it.
        Thread heart = Thread.ofPlatform().name("rebuild-lease").daemon().start(this::beat);
        try {
            for (Rebuild now = current(); now.state().isAtWork(); now = current()) {
                awaitResumed();
                switch (now.state()) {
                    case QUEUED -> begin();
                    case BUILDING -> build(now);
                    case CATCHING_UP -> catchUp(now);
                    default -> verify(now);
                }
                refresh();
            }
            LOG.info(
                    "the rebuild of {} is {}",
                    tools.registered().name(),
                    current().state().wireName());
        } catch (RebuildLostException lost) {
            LOG.info("{}", lost.getMessage());
        } catch (InterruptedException stopped) {
            LOG.info(
                    "the rebuild of {} is left to another node",
                    tools.registered().name());
        } catch (SinkUnavailableException
                | HistoryUnavailableException
                | DataAccessException
                | TransactionException unavailable) {
            // Not the rebuild's fault: after its lease it is taken up again, from its checkpoint.
            LOG.warn("the rebuild of {} is interrupted", tools.registered().name(), unavailable);
        } catch (RuntimeException failed) {
            fail(failed);
        } finally {
            heart.interrupt();
            letGo();
        }
    }

    private void beat() {
        try {
            while (seen.get() != null) {
                Thread.sleep(BEAT);
                refresh();
            }
        } catch (InterruptedException over) {
            // The work is done.
        } catch (RuntimeException unavailable) {
            LOG.debug("cannot keep the lease of rebuild {}", id, unavailable);
            seen.set(null);
        }
    }

    private synchronized void refresh() {
        long now = System.nanoTime();
        long there = reached;
        double seconds = (now - beatAt) / 1e9;
        if (seconds > 0.1) {
            double lately = Math.max(0, there - beatReached) / seconds;
            perSecond = perSecond == 0 ? lately : 0.7 * perSecond + 0.3 * lately;
            beatAt = now;
            beatReached = there;
        }
        seen.set(rebuilds.keep(id, node, settings.lease(), there, perSecond)
                .or(() -> rebuilds.find(id).filter(rebuild -> !rebuild.state().isAtWork()))
                .orElse(null));
    }

    private Rebuild current() {
        Rebuild now = seen.get();
        if (now == null) {
            throw new RebuildLostException("rebuild " + id + " is not this node's any more");
        }
        return now;
    }

    private boolean goesOn() {
        Rebuild now = seen.get();
        return now != null
                && now.state().isAtWork()
                && !now.paused()
                && !Thread.currentThread().isInterrupted();
    }

    private void awaitResumed() throws InterruptedException {
        while (current().paused()) {
            Thread.sleep(100);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void begin() {
        long target = history.head();
        database.doInTransaction(() -> {
            generations.lock(tools.registered().name());
            rebuilds.require(id, node, State.QUEUED);
            Generation generation = generations.add(tools.registered(), Generation.State.BUILDING);
            tools.registered().sink().create(generation.target());
            rebuilds.begun(id, generation, target);
        });
    }

    private Generation generation(Rebuild rebuild) {
        Long number = rebuild.generation();
        if (number == null) {
            throw new IllegalStateException("rebuild " + id + " has no generation");
        }
        return generations.find(number).orElseThrow();
    }

    private void build(Rebuild rebuild) throws InterruptedException {
        Generation generation = generation(rebuild);
        long checkpoint = rebuild.checkpoint();
        long target = rebuild.target();
        long begunAt = target;
        Pace pace = new Pace(rebuild.rate(), history::head);
        try (BulkFold<K, V> fold = new BulkFold<>(
                tools,
                history,
                generation,
                deadLetters.parkedOf(generation),
                discards.of(tools.registered().name()),
                rebuild.workers(),
                settings.values(),
                pace,
                checkpoint > 0 || !tools.registered().sink().isEmpty(generation.target()))) {
            while (true) {
                long begin = System.nanoTime();
                if (fold.isPartial()) {
                    prepareForUpdates(generation);
                }
                long through = fold.fold(
                        checkpoint,
                        Math.min(checkpoint + settings.window(), target),
                        this::goesOn,
                        position -> reached = position);
                if (through == target && history.head() - target > NEARLY) {
                    target = history.head();
                }
                boolean last = through == target;
                flush(fold, generation, new Window(through, target, begunAt, begin));
                if (last) {
                    return;
                }
                checkpoint = through;
                awaitResumed();
                current();
            }
        }
    }

    private void prepareForUpdates(Generation generation) {
        database.doInTransaction(() -> {
            rebuilds.require(id, node, State.BUILDING);
            tools.registered().sink().prepareForUpdates(generation.target());
        });
    }

    /** Everything of a window, and that it is there, in one transaction; with the last one, the end of filling as well. */
    private void flush(BulkFold<K, V> fold, Generation generation, Window window) {
        Flush<V> flush = new Flush<>(
                generation,
                window,
                fold.lacking(),
                fold.added(),
                fold.changed(),
                fold.letters(),
                fold.erasuresAfter(window.begunAt()),
                fold.events());
        boolean refused = false;
        try {
            database.doInTransaction(() -> write(flush, false));
        } catch (SinkRefusedException some) {
            LOG.warn(
                    "the rebuild of {} has what its sink refuses: {}",
                    tools.registered().name(),
                    some.getMessage());
            refused = true;
            database.doInTransaction(() -> write(flush, true));
        }
        // What is in the sink is not what is in memory where something was erased or refused.
        fold.stored(refused || !flush.erasures().isEmpty());
        LOG.info(
                "the rebuild of {} has folded {} of {} positions",
                tools.registered().name(),
                window.through(),
                window.target());
    }

    /**
     * A stretch of positions.
     *
     * @param target where filling ends
     * @param begunAt where history ended when this node began
     * @param begin when it began with the window, in nanoseconds
     */
    private record Window(long through, long target, long begunAt, long begin) {
        boolean last() {
            return through == target;
        }
    }

    /**
     * What a window leads to.
     *
     * @param lacking keys that are folded anew, because too little of them was kept to go on with
     */
    private record Flush<V>(
            Generation generation,
            Window window,
            Set<TenantKey> lacking,
            List<Change<V>> added,
            List<Change<V>> changed,
            List<Letter> letters,
            List<Recorded<DomainEvent>> erasures,
            long events) {}

    private void write(Flush<V> flush, boolean careful) {
        Sink<V> sink = tools.registered().sink();
        Generation generation = flush.generation();
        Window window = flush.window();
        rebuilds.require(id, node, State.BUILDING);
        if (careful) {
            writeCarefully(flush);
        } else {
            sink.fill(generation.target(), flush.added());
            if (!flush.changed().isEmpty()
                    || !flush.erasures().isEmpty()
                    || !flush.lacking().isEmpty()) {
                sink.prepareForUpdates(generation.target());
            }
            for (int i = 0; i < flush.changed().size(); i += SLICE) {
                sink.write(
                        generation.target(),
                        flush.changed()
                                .subList(i, Math.min(i + SLICE, flush.changed().size())));
            }
            deadLetters.park(generation, flush.letters());
            tools.refold().run(generation, flush.lacking(), window.through());
        }
        forgetErased(flush.erasures(), generation, window.through());
        if (window.last()) {
            sink.finish(generation.target());
            live.beginAfter(generation, window.through());
            generations.change(generation, Generation.State.FOLLOWING);
            rebuilds.change(id, State.CATCHING_UP);
        }
        rebuilds.checkpoint(
                id,
                window.through(),
                window.target(),
                flush.events(),
                flush.added().size(),
                (System.nanoTime() - window.begin()) / 1_000_000);
    }

    private void writeCarefully(Flush<V> flush) {
        Sink<V> sink = tools.registered().sink();
        String target = flush.generation().target();
        sink.prepareForUpdates(target);
        deadLetters.park(flush.generation(), flush.letters());
        CarefulWrite<V> careful = new CarefulWrite<>(database, sink, target);
        List<Change<V>> all = new ArrayList<>(flush.added());
        all.addAll(flush.changed());
        careful.write(
                all,
                (change, _) -> tools.refold()
                        .runStepwise(
                                flush.generation(), change.key(), flush.window().through(), careful));
        flush.lacking()
                .forEach(key -> tools.refold()
                        .runStepwise(flush.generation(), key, flush.window().through(), careful));
    }

    private void forgetErased(List<Recorded<DomainEvent>> erasures, Generation generation, long reached) {
        Set<TenantKey> affected = new HashSet<>();
        erasures.forEach(erasure -> affected.addAll(tools.refold().keysOf(erasure, reached, _ -> true)));
        tools.refold().run(generation, affected, reached);
    }

    /** Until it is where the live one is; then it is compared. */
    private void catchUp(Rebuild rebuild) throws InterruptedException {
        Generation generation = generation(rebuild);
        long head = history.head();
        while (generations.position(generation) < head) {
            if (!goesOn()) {
                return;
            }
            Thread.sleep(50);
        }
        database.doInTransaction(() -> {
            rebuilds.require(id, node, State.CATCHING_UP);
            rebuilds.change(id, State.VERIFYING);
        });
    }

    private void verify(Rebuild rebuild) {
        Generation generation = generation(rebuild);
        Verification verification = generations
                .in(generation.projection(), Generation.State.CURRENT)
                .map(current -> verifier.compare(tools, current, generation))
                .orElseGet(Verification::nothingToCompareWith);
        database.doInTransaction(() -> {
            rebuilds.require(id, node, State.VERIFYING);
            rebuilds.verified(id, JsonMapper.shared().writeValueAsString(verification));
            rebuilds.change(id, State.READY);
        });
    }

    private void fail(RuntimeException failed) {
        LOG.error("the rebuild of {} failed", tools.registered().name(), failed);
        try {
            database.doInTransaction(() -> rebuilds.find(id).ifPresent(rebuild -> {
                rebuilds.require(id, node, rebuild.state());
                rebuilds.failed(id, String.valueOf(failed.getMessage()));
                Long number = rebuild.generation();
                if (number != null) {
                    generations.find(number).ifPresent(made -> generations.change(made, Generation.State.DROPPED));
                }
            }));
        } catch (RuntimeException again) {
            LOG.warn("the failure of rebuild {} could not be recorded; it will be tried again", id, again);
        }
    }

    private void letGo() {
        try {
            rebuilds.letGo(id, node);
        } catch (RuntimeException unavailable) {
            LOG.debug("rebuild {} is free once its lease is over", id, unavailable);
        }
    }
}
