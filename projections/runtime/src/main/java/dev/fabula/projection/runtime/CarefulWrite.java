package dev.fabula.projection.runtime;

import dev.fabula.projection.Change;
import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.SinkUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Writes what a sink takes of a batch that it refuses as a whole, in the transaction of the calling thread. */
final class CarefulWrite<V> {

    private static final int SLICE = 500;

    private final ProjectionDatabase database;
    private final Sink<V> sink;
    private final String target;

    CarefulWrite(ProjectionDatabase database, Sink<V> sink, String target) {
        this.database = database;
        this.sink = sink;
        this.target = target;
    }

    /** @param refused told of each change that the sink does not take, and why */
    void write(List<Change<V>> changes, BiConsumer<Change<V>, SinkRefusedException> refused) {
        for (int i = 0; i < changes.size(); i += SLICE) {
            List<Change<V>> slice = changes.subList(i, Math.min(i + SLICE, changes.size()));
            if (!taken(slice)) {
                for (Change<V> change : slice) {
                    SinkRefusedException why = tried(List.of(change));
                    if (why != null) {
                        refused.accept(change, why);
                    }
                }
            }
        }
    }

    private boolean taken(Collection<Change<V>> changes) {
        return tried(changes) == null;
    }

    /** Nothing where the sink takes it; else everything is as it was. */
    @org.jspecify.annotations.Nullable
    SinkRefusedException tried(Collection<Change<V>> changes) {
        Connection connection = DataSourceUtils.getConnection(database.dataSource());
        try {
            Savepoint before = connection.setSavepoint();
            try {
                sink.write(target, changes);
                connection.releaseSavepoint(before);
                return null;
            } catch (SinkRefusedException why) {
                connection.rollback(before);
                return why;
            }
        } catch (SQLException lost) {
            throw new SinkUnavailableException("cannot write to " + target + ": " + lost.getMessage(), lost);
        } finally {
            DataSourceUtils.releaseConnection(connection, database.dataSource());
        }
    }
}
