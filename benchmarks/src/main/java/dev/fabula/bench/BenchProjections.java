package dev.fabula.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import dev.fabula.projection.postgres.PostgresSink;
import dev.fabula.projection.runtime.Generation;
import dev.fabula.projection.runtime.ProjectionNode;
import dev.fabula.projection.runtime.ProjectionOperations;
import dev.fabula.projection.runtime.ProjectionSchema;
import dev.fabula.projection.runtime.ProjectionSettings;
import dev.fabula.projection.runtime.ProjectionStatus;
import dev.fabula.projection.runtime.Rebuild;
import dev.fabula.projection.runtime.Registered;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.jspecify.annotations.Nullable;

/** The product's projections, wired as the application wires them, with one read model: the {@link Shelf}. */
final class BenchProjections implements AutoCloseable {

    private static final String ACTOR = "bench";
    private static final int POOL = 16;

    private final BenchHistory history;
    private final HistoryEventStore store;
    private final HikariDataSource operate;
    private final ProjectionNode node;

    BenchProjections(BenchDatabase database, BenchHistory history) throws SQLException {
        this.history = history;
        database.execute(ShelfRow.TEMPLATE);
        ProjectionSchema.migrate(database.pool(database.access().owner(), 2));
        operate = database.pool(database.access().operate(), POOL);
        store = HistoryEventStore.on(history.engine(), UnreadableEvents.STOP, NoOpMessageMonitor.instance());
        node = new ProjectionNode(
                ACTOR,
                operate,
                history.history(),
                store::source,
                history.codec(),
                List.of(new Registered<>(new Shelf(), new PostgresSink<>(operate, Shelf.TABLE, ShelfRow.class))),
                ProjectionSettings.DEFAULT,
                new SimpleMeterRegistry(),
                true);
        awaitCaughtUp();
    }

    /** The event store, as anybody's processor would use it. */
    HistoryEventStore store() {
        return store;
    }

    ProjectionOperations operations() {
        return node.operations();
    }

    /** Until what readers see holds everything. */
    void awaitCaughtUp() {
        long head = history.history().head();
        try {
            while (operations().status(Shelf.NAME).generations().stream()
                    .noneMatch(copy -> copy.state() == Generation.State.CURRENT && copy.position() >= head)) {
                Thread.sleep(20);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A rebuild that is ready to be shown to readers, and was then thrown away.
     *
     * @param seconds from when it was asked for to when it was compared with the live one
     * @param bulkSeconds of which it folded and filled its table, with the indexes
     * @param rows of the table
     */
    record Rebuilt(double seconds, double bulkSeconds, long events, long rows) {}

    Rebuilt rebuild(int workers) throws InterruptedException {
        long begin = System.nanoTime();
        request(null, workers);
        Rebuild ready = await(rebuild -> rebuild.state() == Rebuild.State.READY);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!operations().verify(Shelf.NAME).equal()) {
            throw new IllegalStateException("the rebuilt shelf differs from the live one");
        }
        cancel();
        return new Rebuilt(seconds, ready.busyMillis() / 1e3, ready.events(), ready.rows());
    }

    void request(@Nullable Long rate, int workers) {
        Object _ = operations().rebuild(Shelf.NAME, rate, workers, ACTOR);
    }

    void cancel() {
        Object _ = operations().cancel(Shelf.NAME, ACTOR);
    }

    Rebuild await(java.util.function.Predicate<Rebuild> reached) throws InterruptedException {
        while (true) {
            Rebuild now = rebuild();
            if (now.state() == Rebuild.State.FAILED) {
                throw new IllegalStateException("the rebuild failed: " + now.error());
            }
            if (reached.test(now)) {
                return now;
            }
            Thread.sleep(Duration.ofMillis(25));
        }
    }

    Rebuild rebuild() {
        ProjectionStatus.RebuildStatus status =
                Objects.requireNonNull(operations().status(Shelf.NAME).rebuild());
        return status.rebuild();
    }

    @Override
    public void close() {
        node.close();
    }
}
