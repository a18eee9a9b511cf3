package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.projection.Change;
import dev.fabula.projection.Projection;
import dev.fabula.projection.TenantKey;
import dev.fabula.projection.runtime.Discards.Discarded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Folds ranges of history in memory, on several threads: chunks of positions are read and decoded side by side, keys are
 * divided among partitions, and each partition folds chunk after chunk in their order. So the events of a key are folded
 * in order whatever the number of threads is.
 */
final class BulkFold<K, V> implements AutoCloseable {

    private record Work<K>(Recorded<DomainEvent> event, Touched<K> touched) {}

    /** Work on the earliest chunk comes first: what was just decoded is folded before it has left the processor's cache. */
    private record Step(long chunk, Runnable work) implements Runnable, Comparable<Step> {

        @Override
        public void run() {
            work.run();
        }

        @Override
        public int compareTo(Step other) {
            return Long.compare(chunk, other.chunk);
        }
    }

    private final Workshop.Tools<K, V> tools;
    private final Projection<K, V> projection;
    /** The types it is made of, asked for every event. */
    private final Set<Class<?>> relevant;

    private final History history;
    private final Generation generation;
    private final int values;
    private final Pace pace;
    private final int workers;
    private final ThreadPoolExecutor threads;
    private final List<Folder<K, V>> folders = new ArrayList<>();
    private final List<Recorded<DomainEvent>> erasures = Collections.synchronizedList(new ArrayList<>());
    private final LongAdder events = new LongAdder();
    private boolean partial;

    /**
     * @param values that may be in memory
     * @param partial whether the generation has values that are not in memory
     */
    BulkFold(
            Workshop.Tools<K, V> tools,
            History history,
            Generation generation,
            Set<TenantKey> parked,
            Set<Discarded> discarded,
            int workers,
            int values,
            Pace pace,
            boolean partial) {
        this.tools = tools;
        this.projection = tools.registered().projection();
        this.relevant = new HashSet<>(projection.events());
        this.history = history;
        this.generation = generation;
        this.workers = workers;
        this.values = values;
        this.pace = pace;
        this.partial = partial;
        threads = new ThreadPoolExecutor(
                workers,
                workers,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("rebuild-", 1).factory());
        for (int i = 0; i < workers; i++) {
            folders.add(new Folder<>(projection, parked, discarded));
        }
    }

    /**
     * Folds the events after a position up to another, or up to one before where memory is full.
     *
     * @param goOn asked between chunks
     * @param passed told of the position after each chunk
     * @return the position up to which everything is folded
     */
    long fold(long from, long to, BooleanSupplier goOn, LongConsumer passed) throws InterruptedException {
        List<CompletableFuture<Void>> tails = new ArrayList<>();
        folders.forEach(_ -> tails.add(CompletableFuture.completedFuture(null)));
        Semaphore ahead = new Semaphore(workers * 2);
        long position = from;
        while (position < to && size() < values && goOn.getAsBoolean()) {
            long begin = System.nanoTime();
            HistoryRange chunk = new HistoryRange(position, Math.min(position + pace.chunk(), to), tools.types());
            ahead.acquire();
            // Opened here, because an open cursor fetches: by the time that a thread comes to decode it, its page is
            // there.
            HistoryCursor cursor = history.read(chunk);
            long first = position;
            Executor inOrder = step -> threads.execute(new Step(first, step));
            CompletableFuture<List<List<Work<K>>>> decoded =
                    CompletableFuture.supplyAsync(() -> decode(cursor), inOrder);
            for (int i = 0; i < folders.size(); i++) {
                int partition = i;
                tails.set(
                        i,
                        tails.get(i)
                                .thenCombineAsync(
                                        decoded, (_, parts) -> apply(partition, parts.get(partition)), inOrder));
            }
            CompletableFuture<Void> done = CompletableFuture.allOf(tails.toArray(CompletableFuture<?>[]::new));
            long end = chunk.toInclusive();
            var _ = done.whenComplete((_, failed) -> {
                ahead.release();
                if (failed == null) {
                    passed.accept(end);
                }
            });
            if (pace.paces()) {
                long before = events.sum();
                await(done);
                pace.pay(events.sum() - before, System.nanoTime() - begin);
            }
            if (done.isCompletedExceptionally()) {
                break;
            }
            position = end;
        }
        await(CompletableFuture.allOf(tails.toArray(CompletableFuture<?>[]::new)));
        return position;
    }

    private static void await(CompletableFuture<Void> done) {
        try {
            done.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }

    private List<List<Work<K>>> decode(HistoryCursor opened) {
        List<List<Work<K>>> parts = new ArrayList<>();
        int share = Pace.CHUNK / folders.size() + Pace.CHUNK / 8;
        folders.forEach(_ -> parts.add(new ArrayList<>(share)));
        try (HistoryCursor cursor = opened) {
            for (var page = cursor.next(); !page.isEmpty(); page = cursor.next()) {
                for (Recorded<DomainEvent> event : page) {
                    if (event.event() instanceof SubjectKeyDestroyed) {
                        erasures.add(event);
                    }
                    if (relevant.contains(event.event().getClass())) {
                        for (Touched<K> touched : Touched.ofRelevant(projection, event)) {
                            parts.get((touched.id().spread() >>> 1) % folders.size())
                                    .add(new Work<>(event, touched));
                        }
                    }
                }
                events.add(page.size());
            }
        }
        return parts;
    }

    private Void apply(int partition, List<Work<K>> part) {
        Folder<K, V> folder = folders.get(partition);
        if (partial) {
            Set<TenantKey> unknown = new HashSet<>();
            part.forEach(work -> {
                if (!folder.knows(work.touched().id())) {
                    unknown.add(work.touched().id());
                }
            });
            folder.know(unknown, tools.registered().sink().load(generation.target(), unknown));
        }
        part.forEach(work -> folder.apply(work.event(), work.touched()));
        return null;
    }

    int size() {
        return folders.stream().mapToInt(Folder::size).sum();
    }

    /** How many events have been read since the last call. */
    long events() {
        return events.sumThenReset();
    }

    /** Keys that are to be folded anew, since the last call; they are among no changes. */
    Set<TenantKey> lacking() {
        Set<TenantKey> keys = new HashSet<>();
        folders.forEach(folder -> keys.addAll(folder.lacking()));
        return keys;
    }

    List<Change<V>> added() {
        return folders.stream().flatMap(folder -> folder.added().stream()).toList();
    }

    List<Change<V>> changed() {
        return folders.stream().flatMap(folder -> folder.changed().stream()).toList();
    }

    List<Letter> letters() {
        return folders.stream().flatMap(folder -> folder.letters().stream()).toList();
    }

    /** Erasures after that position; what was read before them may have been read while it still could be. */
    List<Recorded<DomainEvent>> erasuresAfter(long position) {
        synchronized (erasures) {
            List<Recorded<DomainEvent>> late = erasures.stream()
                    .filter(erasure -> erasure.position() > position)
                    .toList();
            erasures.clear();
            return late;
        }
    }

    /** All changes are in the sink now; memory that is full is emptied. */
    void stored(boolean forget) {
        folders.forEach(Folder::stored);
        if (forget || size() >= values) {
            folders.forEach(Folder::forget);
            partial = true;
        }
    }

    /** Whether values must be looked up in the generation, so that it needs its key. */
    boolean isPartial() {
        return partial;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
