package dev.fabula.application.command;

import dev.fabula.command.storysession.Claims;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Claims in PostgreSQL. They need not outlive the database's last moments, so nobody waits until one is on the disk: what
 * was claimed and is forgotten is claimed again, and the aggregate records one outcome all the same.
 */
final class ClaimTable implements Claims {

    private final JdbcClient jdbc;
    private final String node;

    ClaimTable(DataSource database, String node) {
        this.jdbc = JdbcClient.create(database);
        this.node = node;
    }

    @Override
    public boolean claim(String request, Duration lease) {
        return Boolean.TRUE.equals(jdbc.sql("SELECT platform.claim_beat(?, ?, ?)")
                .params(request, node, lease.toMillis() / 1e3)
                .query(Boolean.class)
                .single());
    }

    @Override
    public void keep(Duration lease) {
        int _ = jdbc.sql("UPDATE platform.beat_claim SET until = now() + make_interval(secs => ?) WHERE node = ?")
                .params(lease.toMillis() / 1e3, node)
                .update();
    }

    @Override
    public void release(String request) {
        boolean _ = jdbc.sql("SELECT platform.release_beat(?, ?)")
                .params(request, node)
                .query((_, _) -> true)
                .single();
    }
}
