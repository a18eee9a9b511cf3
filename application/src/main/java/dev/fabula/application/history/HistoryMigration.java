package dev.fabula.application.history;

import dev.fabula.eventstore.postgres.HistorySchema;

/** Brings the history's schema to this version when it is made; whoever needs the schema depends on this. */
public final class HistoryMigration {

    HistoryMigration(PostgresProperties postgres) {
        HistorySchema.migrate(postgres.owner());
    }
}
