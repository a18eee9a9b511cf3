package dev.fabula.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import dev.fabula.eventstore.postgres.HistoryLimits;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.eventstore.postgres.HistorySchema;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.projection.analytics.AnalyticsProjections;
import dev.fabula.projection.runtime.Generation;
import dev.fabula.projection.runtime.ProjectionNode;
import dev.fabula.projection.runtime.ProjectionSchema;
import dev.fabula.projection.runtime.ProjectionSettings;
import dev.fabula.projection.runtime.Rebuild;
import dev.fabula.projection.runtime.Registered;
import dev.fabula.readschema.ReadSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.axonframework.monitoring.NoOpMessageMonitor;

/** The product's history with the read models of its analytics alone. */
final class AnalyticsTables implements AutoCloseable {

    private static final String ACTOR = "bench";
    private static final int POOL = 24;

    private final BenchDatabase database;
    private final HistoryNode history;
    private final HikariDataSource operate;

    AnalyticsTables(BenchDatabase database) {
        this.database = database;
        HikariDataSource owner = database.pool(database.access().owner(), 2);
        HistorySchema.migrate(owner);
        ReadSchema.migrate(owner);
        ProjectionSchema.migrate(owner);
        operate = database.pool(database.access().operate(), POOL);
        history = new HistoryNode(
                new HistoryNode.Database(
                        database.pool(database.access().append(), 8),
                        operate,
                        () -> database.connect(database.access().append())),
                MasterKeys.parse(List.of(ApplicationProcess.MASTER_KEY)),
                EventTypes.fabula(),
                List.of(),
                HistoryLimits.DEFAULT,
                new SimpleMeterRegistry());
    }

    /**
     * Fills the history, and then says of it that it took a year: the store asks the clock, and nothing else may.
     *
     * @return how many events it has
     */
    long fill(int events) throws Exception {
        PlayedHistory.fill(history.engine(), events);
        database.execute("ALTER TABLE event_store.event DISABLE TRIGGER append_only");
        database.execute("ALTER TABLE event_store.event NO FORCE ROW LEVEL SECURITY");
        database.execute(
                "UPDATE event_store.event SET recorded_at = now() - interval '365 days' * (1 - position::float8 /"
                        + " (SELECT max(position) FROM event_store.event))");
        database.execute("ALTER TABLE event_store.event FORCE ROW LEVEL SECURITY");
        database.execute("ALTER TABLE event_store.event ENABLE TRIGGER append_only");
        database.execute("VACUUM ANALYZE event_store.event");
        return history.history().head();
    }

    /** Folds all of it live, then anew beside that, compares both, and shows what is new. */
    void rebuild(Report report, int workers) throws InterruptedException {
        HistoryEventStore store =
                HistoryEventStore.on(history.engine(), UnreadableEvents.STOP, NoOpMessageMonitor.instance());
        List<Registered<?, ?>> all = AnalyticsProjections.in(operate);
        try (ProjectionNode node = new ProjectionNode(
                ACTOR,
                operate,
                history.history(),
                store::source,
                history.codec(),
                all,
                ProjectionSettings.DEFAULT,
                new SimpleMeterRegistry(),
                true)) {
            long head = history.history().head();
            long begin = System.nanoTime();
            for (Registered<?, ?> each : all) {
                while (node.operations().status(each.name()).generations().stream()
                        .noneMatch(copy -> copy.state() == Generation.State.CURRENT && copy.position() >= head)) {
                    Thread.sleep(50);
                }
            }
            report.say(String.format(
                    Locale.ROOT,
                    "all %d read models folded live, side by side, in %.0f s",
                    all.size(),
                    (System.nanoTime() - begin) / 1e9));
            for (Registered<?, ?> each : all) {
                rebuild(report, node, each.name(), workers, head);
            }
        }
    }

    private static void rebuild(Report report, ProjectionNode node, String name, int workers, long head)
            throws InterruptedException {
        var _ = node.operations().rebuild(name, null, workers, ACTOR);
        Rebuild now = rebuild(node, name);
        while (now.state() != Rebuild.State.READY) {
            if (now.state() == Rebuild.State.FAILED) {
                throw new IllegalStateException("the rebuild of " + name + " failed: " + now.error());
            }
            Thread.sleep(25);
            now = rebuild(node, name);
        }
        if (!node.operations().verify(name).equal()) {
            throw new IllegalStateException("the rebuilt " + name + " differs from the live one");
        }
        double seconds = now.busyMillis() / 1e3;
        report.say(String.format(
                Locale.ROOT,
                "  %-24s rebuilt and found equal: %,9d events of its types, %,7d rows, %5.1f s, %,9.0f positions/s",
                name,
                now.events(),
                now.rows(),
                seconds,
                head / seconds));
        var _ = node.operations().promote(name, null, ACTOR);
    }

    private static Rebuild rebuild(ProjectionNode node, String name) {
        return Objects.requireNonNull(node.operations().status(name).rebuild()).rebuild();
    }

    @Override
    public void close() {
        history.close();
    }
}
