package dev.fabula.projection.runtime;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How fast a rebuild may go: as fast as it can, so many events a second, or as live load leaves room for. */
final class Pace {

    /**
     * Small enough that what waits to be folded is still near the processor and dies young: with 8000 a fifth of the time
     * went into collecting garbage, and below 1000 the statements cost more than that.
     */
    static final int CHUNK = 2_000;

    /**
     * Small, because what a live command notices of a rebuild is one chunk: with 250 the slowest commands waited for two
     * milliseconds more, with 50 none was measured to wait longer, and below that little but statements is left.
     */
    private static final int CHUNK_BESIDE_LOAD = 50;
    /** Positions a second above which the history counts as being written to: two between two looks. */
    private static final double LOAD = 15;
    /** Of the time, while there is load. */
    private static final double SHARE_BESIDE_LOAD = 0.1;

    private static final long LOOK_NANOS = 100_000_000L;
    /** For so long it yields after it last saw load. */
    private static final long WARY_NANOS = 2_000_000_000L;

    private static final int SHORTEST_BURSTS = 20;

    private final @Nullable Long rate;
    private final LongSupplier head;
    /** When the next event may come. */
    private long due = System.nanoTime();

    private long lookedAt = System.nanoTime();
    private long headThen;
    /** When there last was load: at first it is taken to be there. */
    private long loadAt = System.nanoTime();

    /**
     * @param rate events a second; 0 yields, nothing does not
     * @param head the last position there is
     */
    Pace(@Nullable Long rate, LongSupplier head) {
        this.rate = rate;
        this.head = head;
        headThen = head.getAsLong();
    }

    private boolean yields() {
        return rate != null && rate == 0;
    }

    /** Positions that may be read at a time. */
    int chunk() {
        if (yields()) {
            look();
            return load() ? CHUNK_BESIDE_LOAD : CHUNK;
        }
        return rate == null ? CHUNK : Math.clamp(rate / SHORTEST_BURSTS, 1, CHUNK);
    }

    private boolean load() {
        return System.nanoTime() - loadAt < WARY_NANOS;
    }

    private void look() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_NANOS) {
            long headNow = head.getAsLong();
            if ((headNow - headThen) * 1e9 / (now - lookedAt) > LOAD) {
                loadAt = now;
            }
            headThen = headNow;
            lookedAt = now;
        }
    }

    /** Whether there is anything to pay for. */
    boolean paces() {
        return rate != null;
    }

    /** Waits for as long as a chunk of so many events, which took so long, has to be paid for. */
    void pay(long events, long nanos) throws InterruptedException {
        if (rate == null) {
            return;
        }
        if (yields()) {
            if (load()) {
                sleep((long) (nanos * (1 / SHARE_BESIDE_LOAD - 1)));
            }
            return;
        }
        // What was not used, because of a pause say, is not made up for.
        due = Math.max(due, System.nanoTime() - nanos) + (long) (events * 1e9 / rate);
        sleep(due - System.nanoTime());
    }

    private static void sleep(long nanos) throws InterruptedException {
        if (nanos > 0) {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
    }
}
