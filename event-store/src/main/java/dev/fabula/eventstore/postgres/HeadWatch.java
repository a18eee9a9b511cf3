package dev.fabula.eventstore.postgres;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** The last position that this node has heard of, and who wants to hear of a later one. */
public final class HeadWatch {

    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<LongSupplier> followers = new CopyOnWriteArrayList<>();
    private long head;

    /** Tells everybody who waits; positions may come in any order. */
    public void reached(long position) {
        synchronized (this) {
            if (position <= head) {
                return;
            }
            head = position;
            notifyAll();
        }
        listeners.forEach(Runnable::run);
    }

    /** The last position heard of, 0 for none; the history may be further already. */
    public synchronized long head() {
        return head;
    }

    /**
     * Waits for a position past that one.
     *
     * @return whether there is one
     */
    public synchronized boolean awaitPast(long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (head <= position) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }

    /** Counts this reader in for the lag, until it is forgotten. */
    void follow(LongSupplier position) {
        followers.add(position);
    }

    void unfollow(LongSupplier position) {
        followers.remove(position);
    }

    /** How many positions the slowest reader of this node is behind. */
    public long lag() {
        long now = head();
        return followers.stream()
                .mapToLong(follower -> Math.max(0, now - follower.getAsLong()))
                .max()
                .orElse(0);
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
