package dev.fabula.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** So many clients, each sending the next as soon as it has the answer to the last. */
final class Load {

    /** One client's next piece of work. */
    @FunctionalInterface
    interface Work {
        void once() throws Exception;
    }

    /**
     * @param perSecond completed
     * @param latency in nanoseconds
     */
    record Outcome(double perSecond, Histogram latency) {
        double p50Millis() {
            return latency.getValueAtPercentile(50) / 1e6;
        }

        double p99Millis() {
            return latency.getValueAtPercentile(99) / 1e6;
        }
    }

    private Load() {}

    /** Runs the clients for that long. The first failure of any of them ends it and is thrown. */
    static Outcome run(List<? extends Work> clients, ThreadFactory threads, Duration length)
            throws InterruptedException {
        ConcurrentHistogram latency =
                new ConcurrentHistogram(Duration.ofMinutes(1).toNanos(), 3);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> running = new ArrayList<>();
        long begin = System.nanoTime();
        for (Work client : clients) {
            Thread thread = threads.newThread(() -> {
                try {
                    while (!stop.get()) {
                        long start = System.nanoTime();
                        client.once();
                        latency.recordValue(System.nanoTime() - start);
                    }
                } catch (Throwable failed) {
                    failure.compareAndSet(null, failed);
                    stop.set(true);
                }
            });
            thread.start();
            running.add(thread);
        }
        while (!stop.get() && System.nanoTime() - begin < length.toNanos()) {
            Thread.sleep(Math.max(1, Math.min(50, (length.toNanos() - (System.nanoTime() - begin)) / 1_000_000)));
        }
        stop.set(true);
        for (Thread thread : running) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a client failed: " + failed, failed);
        }
        return new Outcome(latency.getTotalCount() / seconds, latency);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
