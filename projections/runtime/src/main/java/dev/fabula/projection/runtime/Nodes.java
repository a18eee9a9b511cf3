package dev.fabula.projection.runtime;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which nodes run projections. */
final class Nodes {

    private final JdbcClient sql;
    private final String node;
    private final Duration patience;

    /** @param patience after which a node that says nothing is gone */
    Nodes(ProjectionDatabase database, String node, Duration patience) {
        this.sql = database.sql();
        this.node = node;
        this.patience = patience;
    }

    void sayHello() {
        sql.sql("INSERT INTO projection.node (name, seen_at) VALUES (?, now())"
                        + " ON CONFLICT (name) DO UPDATE SET seen_at = now()")
                .param(node)
                .update();
        sql.sql("DELETE FROM projection.node WHERE seen_at < now() - ? * interval '1 millisecond'")
                .param(patience.toMillis())
                .update();
    }

    void sayGoodbye() {
        sql.sql("DELETE FROM projection.node WHERE name = ?").param(node).update();
    }

    int count() {
        return sql.sql("SELECT count(*) FROM projection.node")
                .query(Integer.class)
                .single();
    }
}
