package dev.fabula.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.Upcasters;
import dev.fabula.contracts.privacy.PrivacyEvent;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.postgres.HeadWatch;
import dev.fabula.eventstore.postgres.HistoryLimits;
import dev.fabula.eventstore.postgres.HistorySchema;
import dev.fabula.eventstore.postgres.PostgresEventStorageEngine;
import dev.fabula.eventstore.postgres.PostgresHistory;
import dev.fabula.eventstore.postgres.Snapshots;
import dev.fabula.eventstore.privacy.KeyAdministration;
import dev.fabula.eventstore.privacy.KeyTable;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.eventstore.privacy.SubjectKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;

/** The history of the product, wired as the application wires it. */
final class BenchHistory implements AutoCloseable {

    private static final String MASTER_KEY = "bench:" + "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final PostgresEventStorageEngine engine;
    private final PostgresHistory history;
    private final EventCodec codec;

    BenchHistory(BenchDatabase database, Iterable<Class<?>> aggregates) {
        HistorySchema.migrate(database.pool(database.access().owner(), 2));
        HikariDataSource append = database.pool(database.access().append(), 8);
        MasterKeys master = MasterKeys.parse(List.of(MASTER_KEY));
        new KeyAdministration(append, master).check();
        SubjectKeys keys = new SubjectKeys(new KeyTable(append), master);
        codec = new EventCodec(
                EventTypes.of(List.of(DiaryEvent.class, PrivacyEvent.class)), new Upcasters(List.of()), keys);
        history = new PostgresHistory(database.pool(database.access().operate(), 8), codec);
        engine = new PostgresEventStorageEngine(
                append,
                () -> database.connect(database.access().append()),
                history,
                codec,
                new Snapshots(aggregates, keys),
                new HeadWatch(),
                HistoryLimits.DEFAULT,
                new SimpleMeterRegistry());
    }

    PostgresEventStorageEngine engine() {
        return engine;
    }

    PostgresHistory history() {
        return history;
    }

    EventCodec codec() {
        return codec;
    }

    @Override
    public void close() {
        engine.close();
    }
}
