package dev.fabula.projection.runtime;

import dev.fabula.projection.runtime.Rebuild.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which rebuilds there are. Each belongs to one node at a time, for as long as it says that it is alive. */
final class Rebuilds {

    private static final String COLUMNS =
            "id, projection, version, state, paused, generation_id, rate, workers, target,"
                    + " checkpoint, reached, per_second, events, rows, busy_millis, takeovers, owner, requested_by, requested_at, changed_at, error,"
                    + " verification, accepted";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM projection.rebuild ";

    private final JdbcClient sql;

    Rebuilds(ProjectionDatabase database) {
        sql = database.sql();
    }

    private static Rebuild rebuild(ResultSet row, int number) throws SQLException {
        return new Rebuild(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                State.of(row.getString(4)),
                row.getBoolean(5),
                row.getObject(6, Long.class),
                row.getObject(7, Long.class),
                row.getInt(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getDouble(12),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                row.getInt(16),
                row.getString(17),
                row.getString(18),
                row.getTimestamp(19).toInstant(),
                row.getTimestamp(20).toInstant(),
                row.getString(21),
                row.getString(22),
                row.getString(23));
    }

    /** @throws OperationRefusedException where one is open already */
    Rebuild request(Registered<?, ?> registered, @Nullable Long rate, int workers, String by) {
        try {
            return sql.sql("INSERT INTO projection.rebuild (projection, version, state, rate, workers, requested_by)"
                            + " VALUES (?, ?, 'queued', ?, ?, ?) RETURNING " + COLUMNS)
                    .param(registered.name())
                    .param(registered.version())
                    .param(rate)
                    .param(workers)
                    .param(by)
                    .query(Rebuilds::rebuild)
                    .single();
        } catch (DuplicateKeyException open) {
            throw new OperationRefusedException(
                    "rebuild-open", "a rebuild of " + registered.name() + " is open; promote or cancel it first");
        }
    }

    Optional<Rebuild> find(long id) {
        return sql.sql(SELECT + "WHERE id = ?")
                .param(id)
                .query(Rebuilds::rebuild)
                .optional();
    }

    /** The one that has not ended, else the last. */
    Optional<Rebuild> latest(String projection) {
        return sql.sql(SELECT + "WHERE projection = ? ORDER BY id DESC LIMIT 1")
                .param(projection)
                .query(Rebuilds::rebuild)
                .optional();
    }

    Optional<Rebuild> open(String projection) {
        return latest(projection).filter(rebuild -> rebuild.state().isOpen());
    }

    /** Makes one that nobody works on this node's, if there is one of these projections. */
    Optional<Rebuild> claim(String node, Collection<String> versions, Duration lease) {
        return sql.sql("UPDATE projection.rebuild r SET owner = ?, lease_until = now() + ? * interval '1 millisecond',"
                        + " takeovers = takeovers + CASE WHEN r.owner IS NULL THEN 0 ELSE 1 END, changed_at = now()"
                        + " WHERE r.id = (SELECT id FROM projection.rebuild"
                        + "   WHERE state IN ('queued', 'building', 'catching-up', 'verifying')"
                        + "   AND (lease_until IS NULL OR lease_until < now()) AND (projection || '/' || version) = ANY (?)"
                        + "   ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING " + COLUMNS)
                .param(node)
                .param(lease.toMillis())
                .param(versions.toArray(String[]::new))
                .query(Rebuilds::rebuild)
                .optional();
    }

    /** Says how far it is. What it is now, if it still is this node's to work on. */
    Optional<Rebuild> keep(long id, String node, Duration lease, long reached, double perSecond) {
        return sql.sql("UPDATE projection.rebuild SET lease_until = now() + ? * interval '1 millisecond',"
                        + " reached = greatest(checkpoint, ?), per_second = ? WHERE id = ? AND owner = ? AND state IN ('queued', 'building', 'catching-up', 'verifying') RETURNING "
                        + COLUMNS)
                .param(lease.toMillis())
                .param(reached)
                .param(perSecond)
                .param(id)
                .param(node)
                .query(Rebuilds::rebuild)
                .optional();
    }

    void letGo(long id, String node) {
        sql.sql("UPDATE projection.rebuild SET lease_until = NULL, owner = NULL WHERE id = ? AND owner = ?")
                .param(id)
                .param(node)
                .update();
    }

    /**
     * The first of all that a transaction of this rebuild does: from here to its end nobody else changes it.
     *
     * @throws RebuildLostException where it is not this node's any more, or is over
     */
    void require(long id, String node, State state) {
        boolean mine = sql.sql("SELECT 1 FROM projection.rebuild WHERE id = ? AND owner = ? AND state = ? FOR UPDATE")
                .param(id)
                .param(node)
                .param(state.wireName())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!mine) {
            throw new RebuildLostException("rebuild " + id + " is not " + state.wireName() + " here any more");
        }
    }

    void begun(long id, Generation generation, long target) {
        sql.sql("UPDATE projection.rebuild SET state = 'building', generation_id = ?, target = ?, begun_at_head = ?,"
                        + " changed_at = now() WHERE id = ?")
                .param(generation.id())
                .param(target)
                .param(target)
                .param(id)
                .update();
    }

    void checkpoint(long id, long checkpoint, long target, long events, long rows, long busyMillis) {
        sql.sql("UPDATE projection.rebuild SET checkpoint = ?, target = ?, events = events + ?, rows = rows + ?,"
                        + " busy_millis = busy_millis + ?, changed_at = now() WHERE id = ?")
                .param(checkpoint)
                .param(target)
                .param(events)
                .param(rows)
                .param(busyMillis)
                .param(id)
                .update();
    }

    void change(long id, State state) {
        sql.sql("UPDATE projection.rebuild SET state = ?, changed_at = now() WHERE id = ?")
                .param(state.wireName())
                .param(id)
                .update();
    }

    void verified(long id, String verification) {
        sql.sql("UPDATE projection.rebuild SET verification = ?::jsonb, changed_at = now() WHERE id = ?")
                .param(verification)
                .param(id)
                .update();
    }

    void failed(long id, String error) {
        sql.sql("UPDATE projection.rebuild SET state = 'failed', error = ?, changed_at = now() WHERE id = ?")
                .param(error)
                .param(id)
                .update();
    }

    void promoted(long id, @Nullable String accepted) {
        sql.sql("UPDATE projection.rebuild SET state = 'promoted', accepted = ?, changed_at = now() WHERE id = ?")
                .param(accepted)
                .param(id)
                .update();
    }

    void pause(long id, boolean paused) {
        sql.sql("UPDATE projection.rebuild SET paused = ?, changed_at = now() WHERE id = ?")
                .param(paused)
                .param(id)
                .update();
    }
}
