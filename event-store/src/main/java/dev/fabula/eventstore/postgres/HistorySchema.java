package dev.fabula.eventstore.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of the history, in a schema of their own with migrations of their own. */
public final class HistorySchema {

    public static final String NAME = "event_store";

    private HistorySchema() {}

    /**
     * Brings the schema to this version. The roles fabula_append, fabula_app and fabula_operate must be there.
     *
     * @param owner as the role that owns the schema, fabula_owner
     */
    public static void migrate(DataSource owner) {
        Flyway.configure()
                .dataSource(owner)
                .schemas(NAME)
                .defaultSchema(NAME)
                .locations("classpath:db/event-store")
                .load()
                .migrate();
    }
}
