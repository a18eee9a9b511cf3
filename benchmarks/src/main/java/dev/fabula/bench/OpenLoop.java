package dev.fabula.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Commands that come at a steady rate, whether those before have been answered or not. Latency counts from when each was
 * due: a stall counts for all that came in it, not only for the one that was under way.
 */
final class OpenLoop {

    /** One command. */
    @FunctionalInterface
    interface Work {
        /** @param due when it should have been sent, in nanoseconds of the system's clock */
        void once(int number, long due) throws Exception;
    }

    private OpenLoop() {}

    /**
     * Sends until it is told to stop. The first failure is thrown once all have ended.
     *
     * @return latencies in nanoseconds
     */
    static Histogram run(int perSecond, java.util.function.BooleanSupplier goOn, Work work)
            throws InterruptedException {
        ConcurrentHistogram latency =
                new ConcurrentHistogram(Duration.ofMinutes(5).toNanos(), 3);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> running = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; failure.get() == null && goOn.getAsBoolean(); i++) {
            int number = i;
            long due = begin + i * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            running.add(Thread.ofVirtual().start(() -> {
                try {
                    work.once(number, due);
                    latency.recordValue(System.nanoTime() - due);
                } catch (Throwable failed) {
                    failure.compareAndSet(null, failed);
                }
            }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a command failed: " + failed, failed);
        }
        return latency;
    }

    static Histogram run(int perSecond, Duration length, Work work) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        return run(perSecond, () -> System.nanoTime() < end, work);
    }

    static double millis(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }
}
