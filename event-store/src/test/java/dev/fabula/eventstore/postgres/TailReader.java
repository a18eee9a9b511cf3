package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.UnreadableEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/** Follows history as a processor does, and keeps which positions it has seen; opens its stream anew when it breaks. */
final class TailReader implements AutoCloseable {

    private final List<Long> seen = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile long last;

    TailReader(TestHistory history) {
        thread = Thread.ofVirtual().start(() -> {
            while (!stopped) {
                try (HistoryStream stream = history.stream(last, Set.of(), UnreadableEvents.STOP, false)) {
                    follow(stream);
                } catch (HistoryUnavailableException interrupted) {
                    sleep();
                } catch (InterruptedException stop) {
                    return;
                }
            }
        });
    }

    private void follow(HistoryStream stream) throws InterruptedException {
        while (!stopped) {
            if (stream.hasNextAvailable(100, TimeUnit.MILLISECONDS)) {
                long position =
                        ((GlobalSequenceTrackingToken) stream.nextAvailable().trackingToken()).getGlobalIndex();
                seen.add(position);
                last = position;
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it has seen that position, then stops; what it has seen, in its order. */
    List<Long> stopAfter(long position) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (last < position) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("a reader is at " + last + " and does not reach " + position);
            }
            Thread.sleep(10);
        }
        close();
        return seen;
    }

    @Override
    public void close() {
        stopped = true;
        Joins.join(thread);
    }
}
