package dev.fabula.application.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the history's roles log in to PostgreSQL.
 *
 * @param url for JDBC
 */
@ConfigurationProperties("fabula.postgres")
public record PostgresProperties(
        String url,
        @DefaultValue("fabula_owner") String ownerUsername,
        @DefaultValue("") String ownerPassword,
        @DefaultValue("fabula_append") String appendUsername,
        @DefaultValue("") String appendPassword,
        @DefaultValue("fabula_operate") String operateUsername,
        @DefaultValue("") String operatePassword) {

    /** As the role that owns the schemas, for migrations: a connection each time. */
    public DataSource owner() {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        owner.setUser(ownerUsername);
        owner.setPassword(ownerPassword);
        return owner;
    }

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
