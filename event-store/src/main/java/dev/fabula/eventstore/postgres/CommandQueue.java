package dev.fabula.eventstore.postgres;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Commands that wait to be appended: many put, one thread takes. Bounded by a count of its own, so that putting takes no
 * lock that hundreds of callers would have to queue for.
 */
final class CommandQueue {

    private final ConcurrentLinkedQueue<PendingCommand> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int most;
    private volatile @Nullable Thread parked;
    private volatile int wanted;

    CommandQueue(int most) {
        this.most = most;
    }

    /** @return false where there is no room */
    boolean offer(PendingCommand command) {
        int now = size.incrementAndGet();
        if (now > most) {
            size.decrementAndGet();
            return false;
        }
        waiting.add(command);
        Thread taker = parked;
        if (taker != null && now >= wanted) {
            LockSupport.unpark(taker);
        }
        return true;
    }

    @Nullable
    PendingCommand poll() {
        PendingCommand command = waiting.poll();
        if (command != null) {
            size.decrementAndGet();
        }
        return command;
    }

    /** Has the taker look, whatever waits. */
    void wake() {
        Thread taker = parked;
        if (taker != null) {
            LockSupport.unpark(taker);
        }
    }

    /** Waits at most that long for that many to be there. */
    void await(int count, long nanos) {
        wanted = count;
        parked = Thread.currentThread();
        if (size.get() < count) {
            LockSupport.parkNanos(this, nanos);
        }
        parked = null;
    }

    /** Takes out one that has waited too long. */
    boolean remove(PendingCommand command) {
        boolean removed = waiting.remove(command);
        if (removed) {
            size.decrementAndGet();
        }
        return removed;
    }

    /** The one that has waited longest. */
    @Nullable
    PendingCommand peek() {
        return waiting.peek();
    }

    int size() {
        return size.get();
    }
}
