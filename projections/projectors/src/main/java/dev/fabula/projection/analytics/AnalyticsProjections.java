package dev.fabula.projection.analytics;

import dev.fabula.projection.postgres.PostgresSink;
import dev.fabula.projection.runtime.Registered;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The projections of this context. */
public final class AnalyticsProjections {

    private AnalyticsProjections() {}

    /**
     * @param database as the role that operates; the templates and the secret of pseudonyms must be there
     * @throws IllegalStateException where the secret cannot be read
     */
    public static List<Registered<?, ?>> in(DataSource database) {
        Pseudonyms names = new Pseudonyms(secret(database));
        return List.of(
                new Registered<>(new ActivityProjection(), new PostgresSink<>(database, "activity", ActivityRow.class)),
                new Registered<>(
                        new GenerationProjection(), new PostgresSink<>(database, "generation", GenerationRow.class)),
                new Registered<>(
                        new ModelUsageProjection(), new PostgresSink<>(database, "model_usage", ModelUsageRow.class)),
                new Registered<>(
                        new ClientEventsProjection(),
                        new PostgresSink<>(database, "client_event", ClientEventRow.class)),
                new Registered<>(
                        new PlayedSessionsProjection(names),
                        new PostgresSink<>(database, "played_session", PlayedSessionRow.class)),
                new Registered<>(
                        new ActiveUsersProjection(names),
                        new PostgresSink<>(database, "active_user", ActiveUserRow.class)),
                new Registered<>(
                        new UserCohortsProjection(names),
                        new PostgresSink<>(database, "user_cohort", UserCohortRow.class)));
    }

    private static byte[] secret(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT secret FROM projection.pseudonym_secret")) {
            if (!row.next()) {
                throw new IllegalStateException("projection.pseudonym_secret is empty: it must be the one that the"
                        + " analytics tables were folded with, or they must be rebuilt");
            }
            return row.getBytes(1);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot read the secret of pseudonyms: " + failed.getMessage(), failed);
        }
    }
}
