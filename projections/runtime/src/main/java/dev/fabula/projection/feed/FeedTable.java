package dev.fabula.projection.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which node runs which feed, and what was last told of it. */
final class FeedTable {

    /**
     * @param position up to here everything that matches is in the topic, as last told
     * @param records sent since the feed was first run, as last told
     * @param committed the last position in the topic when the hint was written
     * @param passed nothing between committed and this matched
     */
    record Row(
            String name,
            String topic,
            String filter,
            boolean paused,
            @Nullable String owner,
            long position,
            long records,
            double perSecond,
            @Nullable String topicId,
            long committed,
            long passed,
            int takeovers,
            @Nullable String error,
            @Nullable String notice,
            Instant changedAt) {

        /**
         * From where to go on: behind what is in the topic, or as far as nothing matched. The hint counts only for this very
         * topic and this very filter, and where the topic has not lost what was in it when the hint was written.
         */
        long from(Feed feed, Broker.Topic now, long inTopic) {
            boolean holds = now.id().equals(topicId) && feed.filter().equals(filter) && inTopic >= committed;
            return holds ? Math.max(inTopic, passed) : inTopic;
        }
    }

    private static final String COLUMNS = "name, topic, filter, paused, CASE WHEN lease_until >= now() THEN owner END,"
            + " position, records, per_second, topic_id, committed, passed, takeovers, error, notice, changed_at";

    private final JdbcClient sql;

    /** @param database as the role that operates */
    FeedTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                row.getDouble(8),
                row.getString(9),
                row.getLong(10),
                row.getLong(11),
                row.getInt(12),
                row.getString(13),
                row.getString(14),
                row.getTimestamp(15).toInstant());
    }

    void know(Feed feed) {
        sql.sql("INSERT INTO projection.feed (name, topic, filter) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING")
                .param(feed.name())
                .param(feed.topic())
                .param(feed.filter())
                .update();
    }

    List<Row> all() {
        return sql.sql("SELECT " + COLUMNS + " FROM projection.feed ORDER BY name")
                .query(FeedTable::row)
                .list();
    }

    Optional<Row> find(String name) {
        return sql.sql("SELECT " + COLUMNS + " FROM projection.feed WHERE name = ?")
                .param(name)
                .query(FeedTable::row)
                .optional();
    }

    /** Makes a feed that nobody runs this node's. What its hint says is left as it is, for {@link Row#from}. */
    Optional<Row> claim(Feed feed, String node, Duration lease) {
        return sql.sql("UPDATE projection.feed SET owner = ?, lease_until = now() + ? * interval '1 millisecond',"
                        + " takeovers = takeovers + CASE WHEN owner IS NULL OR owner = ? THEN 0 ELSE 1 END,"
                        + " changed_at = now() WHERE name = ? AND NOT paused"
                        + " AND (owner IS NULL OR owner = ? OR lease_until < now()) RETURNING " + COLUMNS)
                .param(node)
                .param(lease.toMillis())
                .param(node)
                .param(feed.name())
                .param(node)
                .query(FeedTable::row)
                .optional();
    }

    /**
     * Says how far it is.
     *
     * @param well whether what last failed has been overcome
     * @return whether the feed still is this node's, and is to go on
     */
    boolean keep(Feed feed, String node, Duration lease, Progress progress, boolean well) {
        return sql.sql(
                                "UPDATE projection.feed SET lease_until = now() + ? * interval '1 millisecond', topic = ?, filter = ?,"
                                        + " position = ?, records = records + ?, per_second = ?, topic_id = ?, committed = ?, passed = ?,"
                                        + " error = CASE WHEN ? THEN NULL ELSE error END"
                                        + " WHERE name = ? AND owner = ? AND NOT paused")
                        .param(lease.toMillis())
                        .param(feed.topic())
                        .param(feed.filter())
                        .param(progress.position())
                        .param(progress.records())
                        .param(progress.perSecond())
                        .param(progress.topicId())
                        .param(progress.committed())
                        .param(progress.position())
                        .param(well)
                        .param(feed.name())
                        .param(node)
                        .update()
                == 1;
    }

    /**
     * @param committed the last position that is in the topic
     * @param position up to which everything that matches is there
     * @param records since the last time
     */
    record Progress(String topicId, long committed, long position, long records, double perSecond) {}

    void failed(Feed feed, String node, String error) {
        sql.sql("UPDATE projection.feed SET error = ?, per_second = 0, changed_at = now() WHERE name = ? AND owner = ?")
                .param(error)
                .param(feed.name())
                .param(node)
                .update();
    }

    void notice(Feed feed, String notice) {
        sql.sql(
                        "UPDATE projection.feed SET notice = now()::timestamptz(0) || ': ' || ?, changed_at = now() WHERE name = ?")
                .param(notice)
                .param(feed.name())
                .update();
    }

    void letGo(Feed feed, String node) {
        sql.sql(
                        "UPDATE projection.feed SET owner = NULL, lease_until = NULL, per_second = 0 WHERE name = ? AND owner = ?")
                .param(feed.name())
                .param(node)
                .update();
    }

    boolean pause(String name, boolean paused) {
        return sql.sql("UPDATE projection.feed SET paused = ?, changed_at = now() WHERE name = ?")
                        .param(paused)
                        .param(name)
                        .update()
                == 1;
    }

    void did(String actor, String feed, String what) {
        sql.sql("INSERT INTO projection.operation (actor, projection, what) VALUES (?, ?, ?)")
                .param(actor)
                .param("feed " + feed)
                .param(what)
                .update();
    }
}
