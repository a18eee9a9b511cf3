package dev.fabula.projection.runtime;

import dev.fabula.projection.runtime.Generation.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which generations there are and how far each has come. */
final class Generations {

    private static final String SELECT =
            "SELECT id, projection, number, version, target, state, changed_at FROM projection.generation ";

    private final JdbcClient sql;

    Generations(ProjectionDatabase database) {
        sql = database.sql();
    }

    private static Generation generation(ResultSet row, int number) throws SQLException {
        return new Generation(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getString(5),
                State.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                row.getTimestamp(7).toInstant());
    }

    /** All but those that are no more. */
    List<Generation> all() {
        return sql.sql(SELECT + "WHERE state <> 'dropped' ORDER BY projection, number")
                .query(Generations::generation)
                .list();
    }

    List<Generation> of(String projection) {
        return all().stream()
                .filter(generation -> generation.projection().equals(projection))
                .toList();
    }

    Optional<Generation> in(String projection, State state) {
        return of(projection).stream()
                .filter(generation -> generation.state() == state)
                .findFirst();
    }

    Optional<Generation> find(long id) {
        return sql.sql(SELECT + "WHERE id = ?")
                .param(id)
                .query(Generations::generation)
                .optional();
    }

    boolean any(String projection) {
        return sql.sql("SELECT EXISTS (SELECT FROM projection.generation WHERE projection = ?)")
                .param(projection)
                .query(Boolean.class)
                .single();
    }

    /** Keeps other nodes from making a generation of the projection, to the end of the transaction. */
    void lock(String projection) {
        sql.sql("SELECT pg_advisory_xact_lock(hashtextextended('projection ' || ?, 0))")
                .param(projection)
                .query((_, _) -> 1)
                .single();
    }

    Generation add(Registered<?, ?> registered, State state) {
        int number = sql.sql("SELECT coalesce(max(number), 0) + 1 FROM projection.generation WHERE projection = ?")
                .param(registered.name())
                .query(Integer.class)
                .single();
        return sql.sql(
                        "INSERT INTO projection.generation (projection, number, version, sink, target, state)"
                                + " VALUES (?, ?, ?, ?, ?, ?) RETURNING id, projection, number, version, target, state, changed_at")
                .param(registered.name())
                .param(number)
                .param(registered.version())
                .param(registered.sink().kind())
                .param(registered.sink().target(number))
                .param(state.name().toLowerCase(Locale.ROOT))
                .query(Generations::generation)
                .single();
    }

    void change(Generation generation, State state) {
        sql.sql("UPDATE projection.generation SET state = ?, changed_at = now() WHERE id = ?")
                .param(state.name().toLowerCase(Locale.ROOT))
                .param(generation.id())
                .update();
    }

    /** Those that are no more but for what they left in their sink. */
    List<Generation> toBeCleared() {
        return sql.sql(SELECT + "WHERE state = 'dropped' AND NOT cleared AND changed_at < now() - interval '3 seconds'")
                .query(Generations::generation)
                .list();
    }

    void cleared(Generation generation) {
        sql.sql("DELETE FROM projection.token WHERE processor_name = ?")
                .param(generation.processor())
                .update();
        sql.sql("DELETE FROM projection.dead_letter WHERE generation_id = ?")
                .param(generation.id())
                .update();
        sql.sql("UPDATE projection.generation SET cleared = true WHERE id = ?")
                .param(generation.id())
                .update();
    }

    /** How far each segment has come, by its number; empty for a generation that does not follow yet. */
    Map<Integer, Long> positions(Generation generation) {
        Map<Integer, Long> positions = new HashMap<>();
        sql.sql("SELECT segment, position FROM projection.progress WHERE processor = ?")
                .param(generation.processor())
                .query(row -> {
                    positions.put(row.getInt(1), row.getLong(2));
                });
        return positions;
    }

    /** Everything up to here is in the generation. */
    long position(Generation generation) {
        return positions(generation).values().stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }
}
