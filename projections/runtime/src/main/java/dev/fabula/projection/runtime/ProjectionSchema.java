package dev.fabula.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of the runtime, in a schema of their own with migrations of their own. */
public final class ProjectionSchema {

    private static final String NAME = "projection";

    private ProjectionSchema() {}

    /**
     * Brings the schema to this version, and every read model's view to its template; the templates' own migrations come
     * before. The roles fabula_app and fabula_operate must be there.
     *
     * @param owner as the role that owns the schemas, fabula_owner
     */
    public static void migrate(DataSource owner) {
        Flyway.configure()
                .dataSource(owner)
                .schemas(NAME)
                .defaultSchema(NAME)
                .locations("classpath:db/projection")
                .load()
                .migrate();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT projection.show_all()");
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot show the read models: " + failed.getMessage(), failed);
        }
    }
}
