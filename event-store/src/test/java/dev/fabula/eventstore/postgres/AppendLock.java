package dev.fabula.eventstore.postgres;

import dev.fabula.local.supervisor.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes everybody who appends wait, so that a test decides what goes into one batch. */
final class AppendLock implements AutoCloseable {

    private final Connection connection;

    private AppendLock(Connection connection) {
        this.connection = connection;
    }

    static AppendLock hold(DatabaseAccess access) throws SQLException {
        Connection connection = TestHistory.connect(access, access.owner());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4713820715)");
        }
        return new AppendLock(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
