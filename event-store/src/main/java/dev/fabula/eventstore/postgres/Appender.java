package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.AppendOutcomeUnknownException;
import dev.fabula.eventstore.Appended;
import dev.fabula.eventstore.HistoryOverloadedException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The node's way to append: commands wait in line for its writer. Callers hold no connection while they wait. */
final class Appender implements AutoCloseable {

    private final HistoryLimits limits;
    private final CommandQueue queue;
    private final AppendMetrics metrics;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final BatchWriter writer;
    private final Overdue overdue;

    Appender(ConnectionSource source, HistoryLimits limits, HeadWatch head, MeterRegistry registry) {
        this.limits = limits;
        queue = new CommandQueue(limits.waiting());
        metrics = new AppendMetrics(registry, queue::size);
        writer = new BatchWriter(limits, queue, new BatchSender(source, head, metrics), closed);
        overdue = new Overdue(queue, writer, limits.appendTimeout());
    }

    /**
     * Appends the command's events, all or none, and returns once that is durable.
     *
     * @throws Conflict where another command was first
     * @throws HistoryOverloadedException where too many wait
     * @throws AppendOutcomeUnknownException where the database does not answer in time
     */
    Appended append(PendingCommand command) {
        if (closed.get()) {
            throw BatchWriter.stopping();
        }
        if (!writer.writeDirectly(command) && !queue.offer(command)) {
            metrics.overload();
            throw new HistoryOverloadedException(limits.waiting());
        }
        if (closed.get() && !writer.thread().isAlive() && queue.remove(command)) {
            // Put in line after the writer had looked for the last time.
            throw BatchWriter.stopping();
        }
        try {
            // Without a timeout: to set an alarm for every append costs more than the rest of the waiting. See Overdue.
            return command.outcome().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AppendOutcomeUnknownException("interrupted while this was being recorded");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException own
                    ? own
                    : new IllegalStateException(failed.getCause());
        } finally {
            metrics.answered(System.nanoTime() - command.since());
        }
    }

    /** Writes what waits already, then stops. */
    @Override
    public void close() {
        closed.set(true);
        queue.wake();
        try {
            if (!writer.thread().join(limits.appendTimeout())) {
                writer.thread().interrupt();
                writer.thread().join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        overdue.close();
    }
}
