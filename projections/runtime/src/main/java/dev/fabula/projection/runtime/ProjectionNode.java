package dev.fabula.projection.runtime;

import dev.fabula.eventstore.History;
import dev.fabula.eventstore.codec.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Everything of the runtime that one process has, put together. The schemas must be there. */
public final class ProjectionNode implements AutoCloseable {

    private final ProjectionOperations operations;
    private final Freshness freshness;
    private final AsOf asOf;
    private final @Nullable Conductor conductor;

    /**
     * @param node a name that no other node has
     * @param database a pool as the role that operates
     * @param projections all versions that this node has
     * @param runs whether this node folds and rebuilds, or only asks and operates
     */
    public ProjectionNode(
            String node,
            DataSource database,
            History history,
            HistoryFeed feed,
            EventCodec codec,
            List<Registered<?, ?>> projections,
            ProjectionSettings settings,
            MeterRegistry meters,
            boolean runs) {
        ProjectionDatabase own = new ProjectionDatabase(database);
        Registry registry = new Registry(projections);
        Generations generations = new Generations(own);
        DeadLetters deadLetters = new DeadLetters(own);
        Discards discards = new Discards(own);
        Workshop workshop = new Workshop(own, deadLetters, history, codec, registry);
        ProgressWatch watch = new ProgressWatch();
        Conductor.Parts parts = new Conductor.Parts(
                own,
                registry,
                workshop,
                generations,
                new Rebuilds(own),
                deadLetters,
                new Verifier(history, deadLetters, discards),
                new Sampler(history, deadLetters),
                feed,
                history,
                settings,
                new ProjectionMetrics(meters, generations, deadLetters),
                watch,
                new Bell(),
                node);
        operations = new ProjectionOperations(parts, discards);
        freshness = new Freshness(own, watch);
        asOf = new AsOf(workshop, registry, history);
        conductor = runs ? new Conductor(parts) : null;
    }

    public ProjectionOperations operations() {
        return operations;
    }

    public Freshness freshness() {
        return freshness;
    }

    public AsOf asOf() {
        return asOf;
    }

    /** Stops after the batches that are under way; segments and rebuilds move on to other nodes. */
    @Override
    public void close() {
        if (conductor != null) {
            conductor.close();
        }
    }
}
