package dev.fabula.projection.runtime;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.TenantKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is parked of each generation: positions, never the events themselves. */
final class DeadLetters {

    /**
     * A parked event.
     *
     * @param error nothing where it waits behind one that failed
     */
    record Parked(
            long id,
            long generation,
            TenantKey key,
            long position,
            @Nullable String error,
            @Nullable String stack,
            int attempts,
            Instant parkedAt) {}

    private static final String SELECT = "SELECT id, generation_id, tenant_id, key, position, error, stack, attempts,"
            + " parked_at FROM projection.dead_letter ";
    private static final int LONGEST_ERROR = 2_000;
    private static final int LONGEST_STACK = 16_000;

    private final JdbcClient sql;
    private final JdbcTemplate jdbc;

    DeadLetters(ProjectionDatabase database) {
        sql = database.sql();
        jdbc = new JdbcTemplate(database.dataSource());
    }

    private static Parked parked(ResultSet row, int number) throws SQLException {
        return new Parked(
                row.getLong(1),
                row.getLong(2),
                new TenantKey(new TenantId(row.getString(3)), row.getString(4)),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getTimestamp(9).toInstant());
    }

    /** Those of the keys of which something is parked. */
    Set<TenantKey> parkedOf(Generation generation, Collection<TenantKey> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        Set<TenantKey> parked = new HashSet<>();
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            Array tenants = connection.createArrayOf(
                    "text", keys.stream().map(key -> key.tenant().value()).toArray());
            Array names = connection.createArrayOf(
                    "text", keys.stream().map(TenantKey::key).toArray());
            try (var query = connection.prepareStatement("SELECT DISTINCT l.tenant_id, l.key"
                    + " FROM unnest(?::text[], ?::text[]) AS k(tenant, key) JOIN projection.dead_letter l"
                    + " ON l.generation_id = ? AND l.tenant_id = k.tenant AND l.key = k.key")) {
                query.setArray(1, tenants);
                query.setArray(2, names);
                query.setLong(3, generation.id());
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        parked.add(new TenantKey(new TenantId(row.getString(1)), row.getString(2)));
                    }
                }
            }
            return parked.size();
        });
        return parked;
    }

    /** All keys of which something is parked. */
    Set<TenantKey> parkedOf(Generation generation) {
        return new HashSet<>(
                sql.sql("SELECT DISTINCT tenant_id, key FROM projection.dead_letter WHERE generation_id = ?")
                        .param(generation.id())
                        .query((row, _) -> new TenantKey(new TenantId(row.getString(1)), row.getString(2)))
                        .list());
    }

    void park(Generation generation, Collection<Letter> letters) {
        List<Object[]> rows = new ArrayList<>();
        for (Letter letter : letters) {
            Throwable error = letter.error();
            rows.add(new Object[] {
                generation.id(),
                letter.key().tenant().value(),
                letter.key().key(),
                letter.position(),
                error == null ? null : message(error),
                error == null ? null : stack(error),
                error == null ? 0 : 1
            });
        }
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT INTO projection.dead_letter (generation_id, tenant_id, key, position, error, stack, attempts)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    rows);
        }
    }

    long count(Generation generation) {
        return sql.sql("SELECT count(*) FROM projection.dead_letter WHERE generation_id = ?")
                .param(generation.id())
                .query(Long.class)
                .single();
    }

    /**
     * In the order of positions.
     *
     * @param after ids up to that one are left out
     */
    List<Parked> list(Generation generation, long after, int most) {
        return sql.sql(SELECT + "WHERE generation_id = ? AND id > ? ORDER BY id LIMIT ?")
                .param(generation.id())
                .param(after)
                .param(most)
                .query(DeadLetters::parked)
                .list();
    }

    Optional<Parked> find(long id) {
        return sql.sql(SELECT + "WHERE id = ?")
                .param(id)
                .query(DeadLetters::parked)
                .optional();
    }

    /** Of one key, in the order of positions. */
    List<Parked> of(long generation, TenantKey key, int most) {
        return sql.sql(SELECT + "WHERE generation_id = ? AND tenant_id = ? AND key = ? ORDER BY position LIMIT ?")
                .param(generation)
                .param(key.tenant().value())
                .param(key.key())
                .param(most)
                .query(DeadLetters::parked)
                .list();
    }

    void remove(long id) {
        sql.sql("DELETE FROM projection.dead_letter WHERE id = ?").param(id).update();
    }

    void removeAll(long generation, TenantKey key, long through) {
        sql.sql(
                        "DELETE FROM projection.dead_letter WHERE generation_id = ? AND tenant_id = ? AND key = ? AND position <= ?")
                .param(generation)
                .param(key.tenant().value())
                .param(key.key())
                .param(through)
                .update();
    }

    void failedAgain(long id, Throwable error) {
        sql.sql("UPDATE projection.dead_letter SET error = ?, stack = ?, attempts = attempts + 1 WHERE id = ?")
                .param(message(error))
                .param(stack(error))
                .param(id)
                .update();
    }

    /** What a fold says may quote what it folded, so nothing of that stays once a key has been folded anew. */
    private static String message(Throwable error) {
        return clip(
                error.getClass().getName() + (error.getMessage() == null ? "" : ": " + error.getMessage()),
                LONGEST_ERROR);
    }

    private static String stack(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return clip(text.toString(), LONGEST_STACK);
    }

    private static String clip(String text, int most) {
        return text.substring(0, Math.min(text.length(), most)).replace('\0', ' ');
    }
}
