package dev.fabula.application.projection;

import dev.fabula.application.history.PostgresProperties;
import dev.fabula.projection.runtime.ProjectionSchema;
import dev.fabula.readschema.ReadSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Brings templates, runtime and views to this version when it is made; whoever needs them depends on this. Nodes that
 * start together take turns, because PostgreSQL refuses grants on the same table at the same time.
 */
final class ProjectionMigration {

    private static final String TAKE_TURNS = "SELECT pg_advisory_lock(hashtextextended('fabula projections', 0))";

    ProjectionMigration(PostgresProperties postgres) {
        DataSource owner = postgres.owner();
        // The turn ends with the connection.
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TAKE_TURNS);
            ReadSchema.migrate(owner);
            ProjectionSchema.migrate(owner);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot migrate the read models: " + failed.getMessage(), failed);
        }
    }
}
