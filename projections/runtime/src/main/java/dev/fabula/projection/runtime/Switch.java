package dev.fabula.projection.runtime;

import dev.fabula.projection.SinkUnavailableException;
import dev.fabula.projection.runtime.Generation.State;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows readers another generation, in one transaction. Both generations stand still for its length, and it waits until
 * the other one is not behind: no reader ever goes back in time.
 */
final class Switch {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Switch.class);

    private final ProjectionDatabase database;
    private final Generations generations;

    Switch(ProjectionDatabase database, Generations generations) {
        this.database = database;
        this.generations = generations;
    }

    /**
     * Switches.
     *
     * @param behind whether readers may be shown a generation that is behind
     * @param also what else belongs into the transaction
     * @throws OperationRefusedException where the other generation stays behind
     */
    void to(Registered<?, ?> registered, Generation wanted, boolean behind, Runnable also) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!tried(registered, wanted, behind, also)) {
            if (System.nanoTime() > deadline) {
                throw new OperationRefusedException(
                        "generation-behind",
                        wanted.processor() + " is at position " + generations.position(wanted)
                                + ", behind the generation that readers see, or long queries hold what they see; is a node"
                                + " running that has version " + wanted.version() + " of " + wanted.projection() + "?");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private boolean tried(Registered<?, ?> registered, Generation wanted, boolean behind, Runnable also) {
        try {
            return triedOnce(registered, wanted, behind, also);
        } catch (SinkUnavailableException busy) {
            // A query that takes long holds what readers see; those that would queue behind us are let through first.
            LOG.info("{} is not shown yet: {}", wanted.processor(), busy.getMessage());
            return false;
        }
    }

    private boolean triedOnce(Registered<?, ?> registered, Generation wanted, boolean behind, Runnable also) {
        return database.inTransaction(() -> {
            generations.lock(wanted.projection());
            Optional<Generation> current = generations.in(wanted.projection(), State.CURRENT);
            current.ifPresent(generation -> database.ownGeneration(generation.id()));
            database.ownGeneration(wanted.id());
            Generation now = generations.find(wanted.id()).orElseThrow();
            if (now.state() != wanted.state()) {
                throw new OperationRefusedException(
                        "generation-changed", now.processor() + " is " + now.state() + " by now");
            }
            if (!behind && current.isPresent() && isBehind(wanted, current.get())) {
                return false;
            }
            // What waits for readers' queries makes later ones wait, so it must not wait long itself.
            database.sql().sql("SET LOCAL lock_timeout = '2s'").update();
            registered.sink().promote(wanted.target());
            if (wanted.state() != State.PREVIOUS) {
                generations
                        .in(wanted.projection(), State.PREVIOUS)
                        .ifPresent(oldest -> generations.change(oldest, State.DROPPED));
                current.ifPresent(generation -> generations.change(generation, State.PREVIOUS));
            } else {
                generations.change(wanted, State.FOLLOWING);
                current.ifPresent(generation -> generations.change(generation, State.PREVIOUS));
            }
            generations.change(wanted, State.CURRENT);
            also.run();
            return true;
        });
    }

    private boolean isBehind(Generation wanted, Generation current) {
        long reached = generations.position(wanted);
        return generations.positions(current).values().stream().anyMatch(position -> position > reached);
    }

    /** Forgets a generation that no reader sees; what is in its sink goes once no node works on it. */
    void drop(Generation generation, @Nullable Runnable also) {
        database.doInTransaction(() -> {
            generations.lock(generation.projection());
            Generation now = generations.find(generation.id()).orElseThrow();
            if (now.state() == State.CURRENT) {
                throw new OperationRefusedException("generation-current", now.processor() + " is what readers see");
            }
            generations.change(generation, State.DROPPED);
            if (also != null) {
                also.run();
            }
        });
    }
}
