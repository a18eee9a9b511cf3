package dev.fabula.projection.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which jobs there are. Each belongs to one node at a time, for as long as it says that it is alive. */
final class FeedJobs {

    private static final String COLUMNS =
            "id, feed, kind, state, topic, topic_id, from_position, to_position, position, records,"
                    + " per_second, CASE WHEN lease_until >= now() THEN owner END, takeovers, requested_by, requested_at, changed_at, error, report";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM projection.feed_job ";
    private static final int LISTED = 50;

    private final JdbcClient sql;

    /** @param database as the role that operates */
    FeedJobs(DataSource database) {
        sql = JdbcClient.create(database);
    }

    private static FeedJob job(ResultSet row, int number) throws SQLException {
        return new FeedJob(
                row.getLong(1),
                row.getString(2),
                FeedJob.Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                FeedJob.State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getDouble(11),
                row.getString(12),
                row.getInt(13),
                row.getString(14),
                row.getTimestamp(15).toInstant(),
                row.getTimestamp(16).toInstant(),
                row.getString(17),
                row.getString(18));
    }

    FeedJob request(String feed, FeedJob.Kind kind, Broker.Topic topic, long from, long to, String by) {
        return sql.sql("INSERT INTO projection.feed_job (feed, kind, topic, topic_id, from_position, to_position,"
                        + " position, requested_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING " + COLUMNS)
                .param(feed)
                .param(kind.wireName())
                .param(topic.name())
                .param(topic.id())
                .param(from)
                .param(to)
                .param(from - 1)
                .param(by)
                .query(FeedJobs::job)
                .single();
    }

    Optional<FeedJob> find(long id) {
        return sql.sql(SELECT + "WHERE id = ?").param(id).query(FeedJobs::job).optional();
    }

    /** The latest ones of a feed, newest first. */
    List<FeedJob> of(String feed) {
        return sql.sql(SELECT + "WHERE feed = ? ORDER BY id DESC LIMIT ?")
                .param(feed)
                .param(LISTED)
                .query(FeedJobs::job)
                .list();
    }

    Optional<FeedJob> claim(String node, Duration lease, List<String> feeds) {
        return sql.sql("UPDATE projection.feed_job j SET owner = ?, state = 'running', changed_at = now(),"
                        + " lease_until = now() + ? * interval '1 millisecond',"
                        + " takeovers = takeovers + CASE WHEN j.owner IS NULL THEN 0 ELSE 1 END"
                        + " WHERE j.id = (SELECT id FROM projection.feed_job WHERE state IN ('queued', 'running')"
                        + "   AND (lease_until IS NULL OR lease_until < now()) AND feed = ANY (?)"
                        + "   ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING " + COLUMNS)
                .param(node)
                .param(lease.toMillis())
                .param(feeds.toArray(String[]::new))
                .query(FeedJobs::job)
                .optional();
    }

    /** Says how far it is. Whether it still is this node's to work on. */
    boolean keep(FeedJob job, String node, Duration lease, long position, long records, double perSecond) {
        return sql.sql(
                                "UPDATE projection.feed_job SET lease_until = now() + ? * interval '1 millisecond', position = ?,"
                                        + " records = records + ?, per_second = ?, error = NULL WHERE id = ? AND owner = ? AND state = 'running'")
                        .param(lease.toMillis())
                        .param(position)
                        .param(records)
                        .param(perSecond)
                        .param(job.id())
                        .param(node)
                        .update()
                == 1;
    }

    /** It will be tried again, by whoever is first. */
    void letGo(FeedJob job, String node, String error) {
        sql.sql("UPDATE projection.feed_job SET lease_until = now(), error = ?, per_second = 0, changed_at = now()"
                        + " WHERE id = ? AND owner = ? AND state = 'running'")
                .param(error)
                .param(job.id())
                .param(node)
                .update();
    }

    /** @param report JSON, or nothing */
    void done(FeedJob job, String node, @Nullable String report) {
        sql.sql("UPDATE projection.feed_job SET state = 'done', report = ?::jsonb, per_second = 0, error = NULL,"
                        + " changed_at = now() WHERE id = ? AND owner = ? AND state = 'running'")
                .param(report)
                .param(job.id())
                .param(node)
                .update();
    }

    void failed(FeedJob job, String node, String error) {
        sql.sql("UPDATE projection.feed_job SET state = 'failed', error = ?, per_second = 0, changed_at = now()"
                        + " WHERE id = ? AND owner = ? AND state = 'running'")
                .param(error)
                .param(job.id())
                .param(node)
                .update();
    }

    boolean cancel(long id) {
        return sql.sql("UPDATE projection.feed_job SET state = 'cancelled', per_second = 0, changed_at = now()"
                                + " WHERE id = ? AND state IN ('queued', 'running')")
                        .param(id)
                        .update()
                == 1;
    }
}
