package dev.fabula.eventstore.postgres;

import dev.fabula.eventstore.AppendOutcomeUnknownException;
import dev.fabula.eventstore.HistoryUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes all that waits, has it written as one batch, and again. Where nobody writes and nobody waits, a caller may write
 * its own command, which saves handing it over and back.
 */
final class BatchWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);
    private static final long IDLE_NANOS = 100_000_000;
    private static final long LONGEST_GATHERING_NANOS = 100_000;

    private final HistoryLimits limits;
    private final CommandQueue queue;
    private final BatchSender sender;
    private final AtomicBoolean closed;
    private final Thread thread;
    /** Held by whoever uses the sender. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile List<PendingCommand> writing = List.of();
    private @Nullable PendingCommand carried;
    /** How many commands the last batch answered. */
    private int answered;

    /** @param closed once true, what waits is written and then the thread ends */
    BatchWriter(HistoryLimits limits, CommandQueue queue, BatchSender sender, AtomicBoolean closed) {
        this.limits = limits;
        this.queue = queue;
        this.sender = sender;
        this.closed = closed;
        thread = Thread.ofPlatform().name("history-writer").daemon().start(this::run);
    }

    /** What is on its way to the database; such a list never changes. */
    List<PendingCommand> writing() {
        return writing;
    }

    Thread thread() {
        return thread;
    }

    /**
     * Writes the command on the caller's thread.
     *
     * @return false where somebody else is writing or waits already: then it has to stand in line
     */
    boolean writeDirectly(PendingCommand command) {
        if (queue.size() > 0 || !turn.tryLock()) {
            return false;
        }
        try {
            if (closed.get() || carried != null || !sender.isReady()) {
                return false;
            }
            List<PendingCommand> alone = List.of(command);
            writing = alone;
            sender.attempt(alone);
            if (sender.isReady()) {
                writing = List.of();
            }
        } finally {
            turn.unlock();
        }
        if (queue.size() > 0 || !command.outcome().isDone()) {
            queue.wake();
        }
        return true;
    }

    private void run() {
        try {
            while (!closed.get() || queue.size() > 0 || carried != null) {
                turn.lockInterruptibly();
                try {
                    serve();
                } finally {
                    turn.unlock();
                }
                queue.await(1, IDLE_NANOS);
            }
        } catch (InterruptedException stopped) {
            LOG.warn("the writer of the history was stopped while it waited for the database");
        } finally {
            closed.set(true);
            abandon();
            sender.close();
        }
    }

    /** Until nobody waits any more. */
    private void serve() throws InterruptedException {
        List<PendingCommand> batch = sender.unsettled();
        if (!batch.isEmpty() || !sender.isReady()) {
            send(List.of());
        }
        for (batch = take(); !batch.isEmpty(); batch = take()) {
            writing = batch;
            send(batch);
            answered = batch.size();
            gather();
        }
    }

    private void send(List<PendingCommand> batch) throws InterruptedException {
        try {
            sender.send(batch);
        } catch (RuntimeException unexpected) {
            LOG.error("an append failed in a way that was not foreseen", unexpected);
            batch.forEach(command -> command.outcome().completeExceptionally(unexpected));
        }
        writing = List.of();
    }

    /**
     * Lets those who have just been answered come back before the next batch leaves without them: with few callers, a
     * batch that takes all of them at once is nearly as quick as one that takes half. With one caller there is nobody to
     * wait for.
     */
    private void gather() {
        int expected = Math.min(answered + queue.size(), limits.batchEvents());
        if (expected > 1 && queue.size() < expected) {
            queue.await(expected, Math.min(LONGEST_GATHERING_NANOS, sender.statementNanos() / 2));
        }
    }

    /** All that waits, up to the limits of a batch. */
    private List<PendingCommand> take() {
        List<PendingCommand> batch = new ArrayList<>();
        PendingCommand next = carried == null ? queue.poll() : carried;
        carried = null;
        int events = 0;
        int bytes = 0;
        while (next != null) {
            events += next.events().size();
            bytes += next.bytes();
            if (!batch.isEmpty() && (events > limits.batchEvents() || bytes > limits.batchBytes())) {
                carried = next;
                return batch;
            }
            batch.add(next);
            next = queue.poll();
        }
        return batch;
    }

    private void abandon() {
        List<PendingCommand> unknown = new ArrayList<>(sender.unsettled());
        unknown.addAll(writing);
        unknown.forEach(command -> command.outcome()
                .completeExceptionally(new AppendOutcomeUnknownException(
                        "this node stopped while the database did not say whether this was recorded")));
        PendingCommand left = carried == null ? queue.poll() : carried;
        for (; left != null; left = queue.poll()) {
            left.outcome().completeExceptionally(stopping());
        }
    }

    static HistoryUnavailableException stopping() {
        return new HistoryUnavailableException("this node is stopping", new IllegalStateException("closed"));
    }
}
