package dev.fabula.readschema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The templates of the tables that readers see, in a schema of their own with migrations of their own. Templates hold
 * no rows: the projection runtime makes the tables that do, and the views by which they are read.
 */
public final class ReadSchema {

    /** Where the migrations make the templates. */
    public static final String TEMPLATES = "read_template";

    /** Where readers find a view of each template's name; the generated code names this schema. */
    public static final String VIEWS = "read_model";

    private ReadSchema() {}

    /**
     * Brings the templates to this version.
     *
     * @param owner as the role that owns the schema, fabula_owner
     */
    public static void migrate(DataSource owner) {
        Flyway.configure()
                .dataSource(owner)
                .schemas(TEMPLATES)
                .defaultSchema(TEMPLATES)
                .locations("classpath:db/read-schema")
                .load()
                .migrate();
    }
}
