package dev.fabula.command.storysession;

import dev.fabula.contracts.storysession.StorySessionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A beat while it is told on this node: everything that was said, for listeners who come late or come back, and what
 * became of it.
 */
final class Telling {

    private final String request;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<Frame> frames = new ArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private boolean over;

    /** @param position of the event in the history */
    record Outcome(StorySessionEvent event, long position) {}

    Telling(String request) {
        this.request = request;
    }

    String request() {
        return request;
    }

    void say(String event, Object data) {
        lock.lock();
        try {
            frames.add(new Frame(frames.size() + 1, event, data));
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is said. */
    void end(Outcome result) {
        outcome.complete(result);
        finish();
    }

    /** This node cannot go on; another one, or this one later, does. */
    void abandon(RuntimeException cause) {
        outcome.completeExceptionally(cause);
        finish();
    }

    private void finish() {
        lock.lock();
        try {
            over = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was said after a frame; waits for more.
     *
     * @return empty where it took too long, or where it is over
     */
    List<Frame> after(int id, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (frames.size() <= id && !over && left > 0) {
                left = more.awaitNanos(left);
            }
            return id < frames.size() ? List.copyOf(frames.subList(id, frames.size())) : List.of();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for what becomes of it.
     *
     * @return nothing where it took too long
     * @throws RuntimeException where this node could not go on
     */
    Optional<Outcome> await(Duration patience) throws InterruptedException {
        try {
            return Optional.of(outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException stillOpen) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : new IllegalStateException(failed);
        }
    }
}
