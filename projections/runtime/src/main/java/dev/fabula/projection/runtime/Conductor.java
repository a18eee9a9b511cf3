package dev.fabula.projection.runtime;

import dev.fabula.eventstore.History;
import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.SinkUnavailableException;
import dev.fabula.projection.runtime.Generation.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node doing what is to be done: every generation that lives is followed, every rebuild has a node, what is
 * dropped leaves its sink, samples are compared. It looks again and again, so it needs nobody to tell it anything, and a
 * database that was down is nothing but a look that failed.
 */
final class Conductor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
    private static final String ITSELF = "fabula";
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);
    private static final Duration SETTLE_EVERY = Duration.ofSeconds(30);

    private final ProjectionDatabase database;
    private final Registry registry;
    private final Workshop workshop;
    private final Generations generations;
    private final Rebuilds rebuilds;
    private final DeadLetters deadLetters;
    private final LiveProjections live;
    private final Verifier verifier;
    private final Sampler sampler;
    private final Nodes nodes;
    private final History history;
    private final ProjectionSettings settings;
    private final ProjectionMetrics metrics;
    private final String node;
    private final Bell bell;
    private final AtomicReference<@Nullable Thread> rebuilding = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile int others = 1;
    private final Set<String> opened = new HashSet<>();
    private long sampledAt = System.nanoTime();
    private final Map<Long, Long> passed = new HashMap<>();
    private long settledAt = System.nanoTime();
    private long measuredAt = System.nanoTime() - MEASURE_EVERY.toNanos();

    Conductor(Parts parts) {
        database = parts.database();
        registry = parts.registry();
        workshop = parts.workshop();
        generations = parts.generations();
        rebuilds = parts.rebuilds();
        deadLetters = parts.deadLetters();
        verifier = parts.verifier();
        sampler = parts.sampler();
        history = parts.history();
        settings = parts.settings();
        metrics = parts.metrics();
        node = parts.node();
        bell = parts.bell();
        nodes = new Nodes(database, node, settings.claimTimeout());
        live = new LiveProjections(
                database, workshop, parts.feed(), settings, node, () -> others, (generation, events) -> {
                    metrics.folded(generation, events);
                    parts.watch().stepped();
                });
        thread = Thread.ofPlatform().name("projections").daemon().start(this::conduct);
    }

    /** What it works with. */
    record Parts(
            ProjectionDatabase database,
            Registry registry,
            Workshop workshop,
            Generations generations,
            Rebuilds rebuilds,
            DeadLetters deadLetters,
            Verifier verifier,
            Sampler sampler,
            HistoryFeed feed,
            History history,
            ProjectionSettings settings,
            ProjectionMetrics metrics,
            ProgressWatch watch,
            Bell bell,
            String node) {}

    private void conduct() {
        while (!closed) {
            try {
                look();
            } catch (RuntimeException unavailable) {
                if (!closed) {
                    LOG.warn("projections are not looked after: {}", unavailable.getMessage());
                }
            }
            try {
                bell.await(settings.rhythm());
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    private void look() {
        nodes.sayHello();
        others = nodes.count();
        openThoseThatAreNot();
        List<Generation> all = generations.all();
        live.run(all.stream().filter(generation -> generation.state().isLive()).toList());
        measure(all);
        claimRebuild();
        clear();
        settle(all);
        sample(all);
    }

    private void measure(List<Generation> all) {
        if (System.nanoTime() - measuredAt < MEASURE_EVERY.toNanos()) {
            return;
        }
        measuredAt = System.nanoTime();
        metrics.look(all, history.head());
        registry.newest()
                .forEach(registered -> rebuilds.latest(registered.name()).ifPresent(metrics::look));
    }

    /** One whose sink is away does not keep the others from running. */
    private void openThoseThatAreNot() {
        for (Registered<?, ?> registered : registry.newest()) {
            if (!opened.contains(registered.name())) {
                try {
                    open(registered);
                    opened.add(registered.name());
                } catch (SinkUnavailableException | SinkRefusedException away) {
                    LOG.warn("{} cannot be opened yet: {}", registered.name(), away.getMessage());
                }
            }
        }
    }

    /** The first generation of a projection; a version that is newer than what readers see is built beside it. */
    private <K, V> void open(Registered<K, V> registered) {
        database.doInTransaction(() -> {
            generations.lock(registered.name());
            if (!generations.any(registered.name())) {
                Generation first = generations.add(registered, State.CURRENT);
                registered.sink().create(first.target());
                registered.sink().finish(first.target());
                registered.sink().promote(first.target());
                live.beginAfter(first, 0);
                return;
            }
            Optional<Generation> current = generations.in(registered.name(), State.CURRENT);
            if (current.isPresent()
                    && current.get().version() < registered.version()
                    && rebuilds.latest(registered.name())
                            .filter(rebuild -> rebuild.version() >= registered.version())
                            .isEmpty()) {
                LOG.info("{} has a new version {}, which is built now", registered.name(), registered.version());
                rebuilds.request(registered, 0L, 1, ITSELF);
            }
        });
    }

    private void claimRebuild() {
        Thread busy = rebuilding.get();
        if (busy != null && busy.isAlive()) {
            return;
        }
        List<String> versions = new ArrayList<>();
        registry.newest().forEach(registered -> versions.add(registered.name() + "/" + registered.version()));
        rebuilds.claim(node, versions, settings.lease())
                .ifPresent(rebuild -> registry.find(rebuild.projection(), rebuild.version())
                        .ifPresent(registered -> work(registered, rebuild)));
    }

    private <K, V> void work(Registered<K, V> registered, Rebuild rebuild) {
        LOG.info("{} works on the rebuild of {}", node, rebuild.projection());
        rebuilding.set(Thread.ofPlatform()
                .name("rebuild")
                .daemon()
                .start(new RebuildWork<>(
                        database,
                        generations,
                        rebuilds,
                        deadLetters,
                        live,
                        verifier,
                        history,
                        settings,
                        workshop.tools(registered),
                        node,
                        rebuild)));
    }

    private void clear() {
        for (Generation generation : generations.toBeCleared()) {
            registry.newest(generation.projection())
                    .ifPresent(registered -> reachable(
                            generation.target() + " is not dropped yet",
                            () -> database.doInTransaction(() -> {
                                database.sql()
                                        .sql("SET LOCAL lock_timeout = '2s'")
                                        .update();
                                if (registered.sink().dropPart(generation.target())) {
                                    generations.cleared(generation);
                                }
                            })));
        }
    }

    /** One sink that is away does not keep the others from being looked after. */
    private static void reachable(String otherwise, Runnable work) {
        try {
            work.run();
        } catch (SinkUnavailableException away) {
            LOG.warn("{}: {}", otherwise, away.getMessage());
        }
    }

    /**
     * Tells sinks that are written outside of the token's transaction what will not come again: what was passed at the look
     * before. By now that is on the disk, so no crash takes it back. What readers are shown is said again as well, because
     * a promotion may have been undone here and not there.
     */
    private void settle(List<Generation> all) {
        if (System.nanoTime() - settledAt < SETTLE_EVERY.toNanos()) {
            return;
        }
        settledAt = System.nanoTime();
        Map<Long, Long> before = Map.copyOf(passed);
        passed.clear();
        for (Generation generation : all) {
            Sink<?> sink = workshop.tools(generation)
                    .<Sink<?>>map(tools -> tools.registered().sink())
                    .filter(outside -> !outside.joinsTransactions())
                    .orElse(null);
            if (sink == null || !generation.state().isLive()) {
                continue;
            }
            passed.put(generation.id(), generations.position(generation));
            Long settled = before.get(generation.id());
            if (settled != null) {
                reachable(generation.processor() + " is not tidied", () -> sink.settled(generation.target(), settled));
            }
            reachable(generation.processor() + " is not shown", () -> showAgain(generation, sink));
        }
    }

    private void showAgain(Generation generation, Sink<?> sink) {
        database.doInTransaction(() -> {
            generations.lock(generation.projection());
            if (generations.find(generation.id()).orElseThrow().state() == State.CURRENT) {
                sink.promote(generation.target());
            }
        });
    }

    private void sample(List<Generation> all) {
        if (settings.sampleEvery().isZero()
                || System.nanoTime() - sampledAt < settings.sampleEvery().toNanos()) {
            return;
        }
        sampledAt = System.nanoTime();
        all.stream()
                .filter(generation -> generation.state() == State.CURRENT)
                .forEach(generation -> workshop.tools(generation)
                        .ifPresent(tools -> reachable(
                                generation.processor() + " is not sampled", () -> sample(tools, generation))));
    }

    private void sample(Workshop.Tools<?, ?> tools, Generation generation) {
        Verification sample = sampler.compare(tools, generation, settings.sampleSize());
        metrics.sampled(generation, sample);
        if (!sample.equal()) {
            LOG.error(
                    "{} differs from a fresh fold in {} of {} sampled keys, first {}",
                    generation.processor(),
                    sample.differences(),
                    sample.rows(),
                    sample.examples().getFirst().key());
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Thread busy = rebuilding.get();
        if (busy != null) {
            busy.interrupt();
        }
        live.close();
        try {
            thread.join(2_000);
            if (busy != null) {
                busy.join(5_000);
            }
            nodes.sayGoodbye();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unavailable) {
            LOG.debug("this node could not say goodbye", unavailable);
        }
    }
}
