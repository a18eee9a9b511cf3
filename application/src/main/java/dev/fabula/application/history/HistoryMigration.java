package dev.fabula.application.history;

import dev.fabula.eventstore.postgres.HistorySchema;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the history's schema to this version when it is made; whoever needs the schema depends on this. */
public final class HistoryMigration {

    HistoryMigration(PostgresProperties postgres) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(postgres.url());
        owner.setUser(postgres.ownerUsername());
        owner.setPassword(postgres.ownerPassword());
        HistorySchema.migrate(owner);
    }
}
