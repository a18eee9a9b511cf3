package dev.fabula.application.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the history's roles log in to PostgreSQL.
 *
 * @param url for JDBC
 */
@ConfigurationProperties("fabula.postgres")
record PostgresProperties(
        String url,
        @DefaultValue("fabula_owner") String ownerUsername,
        @DefaultValue("") String ownerPassword,
        @DefaultValue("fabula_append") String appendUsername,
        @DefaultValue("") String appendPassword,
        @DefaultValue("fabula_operate") String operateUsername,
        @DefaultValue("") String operatePassword) {

    /** A connection of its own for whoever appends or listens. One that hangs ends after ten seconds. */
    Connection openAppending() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", appendUsername);
        properties.setProperty("password", appendPassword);
        properties.setProperty("ApplicationName", "fabula-history");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return "Postgres[" + url + "]";
    }
}
