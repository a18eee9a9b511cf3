package dev.fabula.application.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;

/** Connections as the roles of the history; no data source beans, because the tenant-bound one is the application's only. */
public final class HistoryPools implements AutoCloseable {

    private final HikariDataSource append;
    private final HikariDataSource operate;

    HistoryPools(PostgresProperties postgres, HistoryProperties history, MeterRegistry meters) {
        append = pool(
                "history-append",
                postgres.url(),
                postgres.appendUsername(),
                postgres.appendPassword(),
                history.poolSize(),
                meters);
        operate = pool(
                "history-operate",
                postgres.url(),
                postgres.operateUsername(),
                postgres.operatePassword(),
                history.operatePoolSize(),
                meters);
    }

    private static HikariDataSource pool(
            String name, String url, String user, String password, int size, MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        config.setMetricRegistry(meters);
        return new HikariDataSource(config);
    }

    DataSource append() {
        return append;
    }

    /** As the role that sees all tenants: for readers of the history, for projections and operators, never for a tenant. */
    public DataSource operate() {
        return operate;
    }

    @Override
    public void close() {
        append.close();
        operate.close();
    }
}
