package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.Upcasters;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.command.CommandOutcomes;
import dev.fabula.eventstore.privacy.KeyAdministration;
import dev.fabula.eventstore.privacy.KeyTable;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.eventstore.privacy.SealedValues;
import dev.fabula.eventstore.privacy.SubjectKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;

/** Everything of the history that one process has, put together. The schema must be there. */
public final class HistoryNode implements AutoCloseable {

    /**
     * Ways into the database.
     *
     * @param append a pool as the role that appends
     * @param operate a pool as the role that operates
     * @param appending opens a single connection as the role that appends; give it a socket timeout, which is what ends a
     *     connection that hangs
     */
    public record Database(DataSource append, DataSource operate, ConnectionSource appending) {}

    private final SubjectKeys keys;
    private final KeyAdministration keyAdministration;
    private final EventCodec codec;
    private final HeadWatch head = new HeadWatch();
    private final PostgresHistory history;
    private final PostgresEventStorageEngine engine;
    private final Erasures erasures;
    private final CommandOutcomes outcomes;
    private final HistoryListener listener;

    /**
     * Checks the master keys, records erasures that were interrupted, starts to append and to listen.
     *
     * @param aggregates whose state is kept in snapshots
     * @throws dev.fabula.eventstore.privacy.MasterKeyException where a master key is missing or wrong
     */
    public HistoryNode(
            Database database,
            MasterKeys master,
            EventTypes types,
            List<Class<?>> aggregates,
            HistoryLimits limits,
            MeterRegistry registry) {
        this(database, master, types, Upcasters.fabula(), aggregates, limits, registry);
    }

    HistoryNode(
            Database database,
            MasterKeys master,
            EventTypes types,
            Upcasters upcasters,
            List<Class<?>> aggregates,
            HistoryLimits limits,
            MeterRegistry registry) {
        keyAdministration = new KeyAdministration(database.append(), master);
        keyAdministration.check();
        keys = new SubjectKeys(new KeyTable(database.append()), master);
        codec = new EventCodec(types, upcasters, keys);
        history = new PostgresHistory(database.operate(), codec);
        engine = new PostgresEventStorageEngine(
                database.append(),
                database.appending(),
                history,
                codec,
                new Snapshots(aggregates, keys),
                head,
                limits,
                registry);
        erasures = new Erasures(keyAdministration, keys, engine);
        outcomes = new CommandOutcomes(database.append());
        listener = new HistoryListener(database.appending(), head, keys);
        erasures.finishInterrupted();
        Gauge.builder("fabula.history.head", head, HeadWatch::head)
                .description("the last position that this node has heard of")
                .register(registry);
        Gauge.builder("fabula.history.reader.lag", head, HeadWatch::lag)
                .description("positions that the slowest stream of this node is behind")
                .register(registry);
    }

    public EventCodec codec() {
        return codec;
    }

    public HeadWatch head() {
        return head;
    }

    public PostgresHistory history() {
        return history;
    }

    public PostgresEventStorageEngine engine() {
        return engine;
    }

    public Erasures erasures() {
        return erasures;
    }

    public CommandOutcomes outcomes() {
        return outcomes;
    }

    public SealedValues sealedValues() {
        return new SealedValues(keys);
    }

    public KeyAdministration keyAdministration() {
        return keyAdministration;
    }

    public HistoryListener listener() {
        return listener;
    }

    /** Writes what waits already, then stops. */
    @Override
    public void close() {
        engine.close();
        listener.close();
    }
}
