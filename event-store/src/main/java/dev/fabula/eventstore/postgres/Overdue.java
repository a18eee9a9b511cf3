package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.AppendOutcomeUnknownException;
import dev.fabula.eventstore.HistoryUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Answers those who have waited too long, from a thread of its own, because the appender's may hang in the database. */
final class Overdue implements AutoCloseable {

    private final CommandQueue queue;
    private final Duration timeout;
    private final Thread thread;
    private final BatchWriter writer;

    Overdue(CommandQueue queue, BatchWriter writer, Duration timeout) {
        this.writer = writer;
        this.queue = queue;
        this.timeout = timeout;
        thread = Thread.ofVirtual().name("history-overdue").start(this::run);
    }

    private void run() {
        long interval = Math.max(1, timeout.toMillis() / 20);
        try {
            while (true) {
                Thread.sleep(interval);
                long now = System.nanoTime();
                for (PendingCommand command : writer.writing()) {
                    if (isOverdue(command, now)) {
                        command.outcome()
                                .completeExceptionally(new AppendOutcomeUnknownException(
                                        "the history has not said for " + timeout + " whether this was recorded"));
                    }
                }
                PendingCommand oldest = queue.peek();
                while (oldest != null && isOverdue(oldest, now)) {
                    // Out of the line: nothing of it will be written.
                    if (queue.remove(oldest)) {
                        oldest.outcome()
                                .completeExceptionally(new HistoryUnavailableException(
                                        "the history does not answer for " + timeout, new TimeoutException()));
                    }
                    oldest = queue.peek();
                }
            }
        } catch (InterruptedException closed) {
            // Nobody waits any more.
        }
    }

    private boolean isOverdue(PendingCommand command, long now) {
        return now - command.since() > timeout.toNanos();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
