package dev.fabula.readschema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The templates of the tables that readers see, in schemas of their own with migrations of their own: the schema of a
 * template says in which one its view is. Templates hold no rows: the projection runtime makes the tables that do, and the views by which they are read.
 */
public final class ReadSchema {

    /** Where the migrations make the templates. */
    public static final String TEMPLATES = "read_template";

    /** Where readers find a view of each template's name; the generated code names this schema. */
    public static final String VIEWS = "read_model";

    /** The same for what is counted and not told of, whose readers may see nothing else. */
    public static final String ANALYTICS_TEMPLATES = "analytics_template";

    /** Where these readers find a view of each template's name. */
    public static final String ANALYTICS = "analytics";

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
