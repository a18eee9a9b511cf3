package dev.fabula.projection.runtime;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.TenantKey;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events that operators took out of the history of a key, so that every fold of it leaves them out. */
final class Discards {

    record Discarded(TenantKey key, long position) {}

    private final JdbcClient sql;

    Discards(ProjectionDatabase database) {
        sql = database.sql();
    }

    Set<Discarded> of(String projection) {
        return new HashSet<>(sql.sql("SELECT tenant_id, key, position FROM projection.discarded WHERE projection = ?")
                .param(projection)
                .query((row, _) ->
                        new Discarded(new TenantKey(new TenantId(row.getString(1)), row.getString(2)), row.getLong(3)))
                .list());
    }

    void add(String projection, Discarded discarded, String reason, String actor) {
        sql.sql("INSERT INTO projection.discarded (projection, tenant_id, key, position, reason, actor)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .param(projection)
                .param(discarded.key().tenant().value())
                .param(discarded.key().key())
                .param(discarded.position())
                .param(reason)
                .param(actor)
                .update();
    }
}
