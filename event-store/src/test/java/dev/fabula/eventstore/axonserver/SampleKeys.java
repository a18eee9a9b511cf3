package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.Upcasters;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.postgres.HistorySchema;
import dev.fabula.eventstore.privacy.KeyAdministration;
import dev.fabula.eventstore.privacy.KeyTable;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.eventstore.privacy.SubjectKeys;
import dev.fabula.eventstore.sample.LetterEvent;
import dev.fabula.eventstore.sample.LetterUpcasters;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.testing.TestDatabase;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** Letters, with keys in a database of their own: these stay in PostgreSQL wherever the events go. */
final class SampleKeys implements AutoCloseable {

    private final TestDatabase database;
    private final EventCodec codec;

    SampleKeys(Class<?> test) {
        database = TestDatabase.create(test);
        HistorySchema.migrate(dataSource(database.access().owner()));
        MasterKeys master = MasterKeys.parse(List.of("test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
        PGSimpleDataSource append = dataSource(database.access().append());
        new KeyAdministration(append, master).check();
        codec = new EventCodec(
                EventTypes.of(List.of(LetterEvent.class)),
                new Upcasters(List.of(new LetterUpcasters.WrittenAndSealed(), new LetterUpcasters.Weighed())),
                new SubjectKeys(new KeyTable(append), master));
    }

    PGSimpleDataSource dataSource(DatabaseAccess.Login login) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.access().url());
        source.setUser(login.user());
        source.setPassword(login.password());
        return source;
    }

    EventCodec codec() {
        return codec;
    }

    @Override
    public void close() {
        database.close();
    }
}
