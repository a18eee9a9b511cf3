package dev.fabula.projection.postgres;

import dev.fabula.projection.SinkRefusedException;
import dev.fabula.projection.SinkUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Work on the connection of the current transaction, and what its failures mean. */
final class Sql {

    /** Classes of SQLSTATE that depend on the data alone: data exception, integrity, program limit. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "54");

    private Sql() {}

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    static <T> T call(DataSource database, String what, Work<T> work) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            return work.on(connection);
        } catch (SQLException failed) {
            throw meaning(what, failed);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    static RuntimeException meaning(String what, SQLException failed) {
        String message = "cannot " + what + ": " + failed.getMessage();
        String state = failed.getSQLState();
        return state != null && state.length() == 5 && REFUSALS.contains(state.substring(0, 2))
                ? new SinkRefusedException(message, failed)
                : new SinkUnavailableException(message, failed);
    }
}
