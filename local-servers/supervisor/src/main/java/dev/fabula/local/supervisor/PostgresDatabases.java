package dev.fabula.local.supervisor;

import dev.fabula.local.supervisor.DatabaseAccess.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Databases on a local PostgreSQL, each with an owner that migrates it and a role that may only work in it. */
public final class PostgresDatabases {

    private static final String OWNER = "fabula_owner";
    private static final String APPLICATION = "fabula_app";
    private static final String APPEND = "fabula_append";
    private static final String OPERATE = "fabula_operate";
    private static final String ANALYTICS = "fabula_analytics";
    /** Any number that nobody else locks in the database of the administrator; held until the connection closes. */
    private static final long PREPARING = 7_302_918_405_511L;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private PostgresDatabases() {}

    /**
     * Makes sure that the roles and the database are there; changes nothing of a database that is.
     *
     * @param superuser the server, with its administrator
     * @param database lower-case letters, digits, underscores
     * @param secrets where the roles' passwords are kept
     */
    public static DatabaseAccess prepare(Endpoint superuser, String database, Path secrets) {
        requireName(database);
        try {
            try (Connection connection = connect(superuser, "postgres");
                    Statement statement = connection.createStatement()) {
                // Several builds or tests may prepare at once; to alter one role twice at a time is an error there.
                statement.execute("SELECT pg_advisory_lock(" + PREPARING + ")");
                DatabaseAccess access = new DatabaseAccess(
                        url(superuser, database),
                        role(connection, statement, OWNER, secrets),
                        role(connection, statement, APPLICATION, secrets),
                        role(connection, statement, APPEND, secrets),
                        role(connection, statement, OPERATE, secrets),
                        role(connection, statement, ANALYTICS, secrets));
                if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                    statement.execute("CREATE DATABASE " + database + " OWNER " + OWNER);
                }
                statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
                statement.execute("GRANT CONNECT ON DATABASE " + database + " TO "
                        + String.join(", ", APPLICATION, APPEND, OPERATE, ANALYTICS));
                return access;
            }
        } catch (SQLException | IOException failed) {
            throw new LocalServersException(
                    "cannot prepare the database " + database + ": " + failed.getMessage(), failed);
        }
    }

    /** Drops a database with everything in it, whoever is connected. */
    public static void drop(Endpoint superuser, String database) {
        requireName(database);
        try (Connection connection = connect(superuser, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
        } catch (SQLException failed) {
            throw new LocalServersException(
                    "cannot drop the database " + database + ": " + failed.getMessage(), failed);
        }
    }

    /** The password is set anew each time, so that the file beside the data is always right. */
    private static Login role(Connection connection, Statement statement, String name, Path secrets)
            throws SQLException, IOException {
        String password = Secrets.read(secrets, "postgres-" + name);
        String what = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name) ? "ALTER" : "CREATE";
        // Utility statements take no parameters; the password is hexadecimal, the name a constant.
        statement.execute(what + " ROLE " + name
                + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '" + password + "'");
        return new Login(name, password);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static Connection connect(Endpoint superuser, String database) throws SQLException {
        return DriverManager.getConnection(url(superuser, database), superuser.username(), superuser.password());
    }

    private static String url(Endpoint server, String database) {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database;
    }

    private static void requireName(String database) {
        if (!NAME.matcher(database).matches()) {
            throw new IllegalArgumentException("not a database name: " + database);
        }
    }
}
