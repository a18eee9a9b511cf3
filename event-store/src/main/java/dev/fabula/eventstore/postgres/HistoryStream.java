package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryPassed;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.UnreadableEvents;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * History as it goes on, for one of Axon's processors. Asks the database when it hears of a later position, and, in case
 * a notification got lost, twice a second. For several threads at once: Axon's coordinator looks whether there is more
 * after it has let another of its threads in.
 */
final class HistoryStream implements TrackingEventStream {

    private static final Duration FALLBACK = Duration.ofMillis(500);
    private static final Duration BETWEEN_TOLD = Duration.ofMillis(100);

    private final PostgresEventStorageEngine engine;
    private final RecentEvents recent;
    private final Set<String> types;
    private final UnreadableEvents unreadable;
    private final Deque<TrackedEventMessage<?>> buffer = new ArrayDeque<>();
    private @Nullable HistoryCursor cursor;
    private @Nullable Runnable callback;
    private boolean closed;
    private final LongSupplier position = this::position;
    private volatile long scanned;
    private final boolean saysWhatPassed;
    private long told;
    private long lastTold = System.nanoTime() - BETWEEN_TOLD.toNanos();
    private long wakeUpAt = lastTold - 1;
    private long lastLook = System.nanoTime() - FALLBACK.toNanos();

    /**
     * @param recent shared by all streams of this process
     * @param saysWhatPassed whether it hands out {@link HistoryPassed}
     */
    HistoryStream(
            PostgresEventStorageEngine engine,
            RecentEvents recent,
            long after,
            Set<String> types,
            UnreadableEvents unreadable,
            boolean saysWhatPassed) {
        this.engine = engine;
        this.recent = recent;
        this.told = after;
        this.saysWhatPassed = saysWhatPassed;
        this.scanned = after;
        this.types = types;
        this.unreadable = unreadable;
        engine.headWatch().follow(position);
    }

    /** Everything up to here is handed over, or waits in the buffer. */
    private long position() {
        return scanned;
    }

    /** The position that everything up to has been handled according to the token; 0 for none. */
    static long positionOf(@Nullable TrackingToken token) {
        TrackingToken lower = WrappedToken.unwrapLowerBound(token);
        if (lower == null) {
            return 0;
        }
        if (lower instanceof GlobalSequenceTrackingToken position) {
            return position.getGlobalIndex();
        }
        throw new IllegalArgumentException(
                "a token of the history is a GlobalSequenceTrackingToken, not " + lower.getClass());
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
        if (closed) {
            return Optional.empty();
        }
        if (buffer.isEmpty()) {
            fill();
        }
        if (buffer.isEmpty() && saysWhatPassed && scanned > told) {
            sayWhatPassed();
        }
        return Optional.ofNullable(buffer.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (peek().isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            engine.headWatch().awaitPast(scanned, Duration.ofNanos(Math.min(left, FALLBACK.toNanos())));
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            hasNextAvailable(1, TimeUnit.SECONDS);
            synchronized (this) {
                TrackedEventMessage<?> next = buffer.poll();
                if (next != null) {
                    return next;
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Not each time that something else happens: whoever hears of it writes it down. */
    private void sayWhatPassed() {
        long wait = lastTold + BETWEEN_TOLD.toNanos() - System.nanoTime();
        if (wait <= 0 || callback == null) {
            buffer.add(passed(scanned));
            told = scanned;
            lastTold = System.nanoTime();
        } else if (wakeUpAt < lastTold) {
            wakeUpAt = lastTold + BETWEEN_TOLD.toNanos();
            CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS).execute(this::wakeUp);
        }
    }

    private static TrackedEventMessage<?> passed(long position) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(position), new GenericEventMessage<>(new HistoryPassed()));
    }

    private void wakeUp() {
        Runnable wakened;
        synchronized (this) {
            wakened = closed ? null : callback;
        }
        if (wakened != null) {
            wakened.run();
        }
    }

    private void fill() {
        HistoryCursor open = cursor;
        if (open == null) {
            RecentEvents.Window window = recent.since(scanned);
            if (window != null) {
                handOver(
                        RecentEvents.of(types, window.after(scanned), engine.codec()::nameOf)
                                .toList(),
                        window.through());
                return;
            }
            long now = System.nanoTime();
            if (engine.headWatch().head() <= scanned && now - lastLook < FALLBACK.toNanos()) {
                return;
            }
            lastLook = now;
            open = engine.history().read(new HistoryRange(scanned, Long.MAX_VALUE, types), unreadable);
        }
        List<Recorded<DomainEvent>> page;
        try {
            page = open.next();
        } catch (RuntimeException failed) {
            // Whoever asks again is answered from what failed on, not from what comes after it.
            open.close();
            cursor = null;
            throw failed;
        }
        handOver(page, open.position());
        if (page.isEmpty()) {
            open.close();
            cursor = null;
        } else {
            cursor = open;
        }
    }

    /** @param through the last position that is told of */
    private void handOver(List<Recorded<DomainEvent>> page, long through) {
        page.forEach(event -> buffer.add(RecordedMessage.of(event, engine.codec())));
        if (!page.isEmpty()) {
            told = page.getLast().position();
            if (saysWhatPassed && told >= engine.headWatch().head()) {
                // Segments that the last event does not touch would not write down that they have passed it, and
                // nothing of a later position comes to tell them. With the event's own token: Axon hands both over
                // together.
                buffer.add(passed(told));
            }
        }
        scanned = Math.max(scanned, through);
    }

    /** Called by whoever appends or hears of it, so it must only wake somebody up. */
    @Override
    public synchronized boolean setOnAvailableCallback(Runnable callback) {
        engine.headWatch().listen(callback);
        this.callback = callback;
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        engine.headWatch().unfollow(position);
        if (callback != null) {
            engine.headWatch().forget(callback);
        }
        if (cursor != null) {
            cursor.close();
        }
    }
}
