package dev.fabula.application.search;

import dev.fabula.command.search.EmbeddingWork;
import dev.fabula.command.search.Source;
import dev.fabula.contracts.search.TextKind;
import dev.fabula.contracts.tenancy.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue in PostgreSQL, as the role that sees all tenants: it holds ids alone. */
final class WorkTable implements EmbeddingWork {

    private static final String KEY = " WHERE tenant_id = ? AND kind = ? AND source = ?";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    /** @param operate as the role that operates, for which there is no tenant to bind */
    WorkTable(DataSource operate) {
        this.jdbc = JdbcClient.create(operate);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(operate));
    }

    @Override
    public long followed() {
        return jdbc.sql("SELECT position FROM platform.embedding_progress")
                .query(Long.class)
                .single();
    }

    @Override
    public void follow(long from, long to, Collection<Source> touched, Collection<Erased> erased) {
        transactions.executeWithoutResult(_ -> {
            int first = jdbc.sql("UPDATE platform.embedding_progress SET position = ? WHERE position = ?")
                    .params(to, from)
                    .update();
            if (first == 1) {
                note(touched, false);
                erased.forEach(this::forget);
            }
        });
    }

    @Override
    public void again(Collection<Source> sources) {
        transactions.executeWithoutResult(_ -> note(sources, true));
    }

    private void note(Collection<Source> sources, boolean again) {
        List<Source> sorted = sources.stream()
                .sorted(Comparator.comparing((Source source) -> source.tenant().value())
                        .thenComparing(Source::kind)
                        .thenComparing(Source::id))
                .toList();
        for (Source source : sorted) {
            jdbc.sql("INSERT INTO platform.embedding_work AS known (tenant_id, kind, source, again) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (tenant_id, kind, source) DO UPDATE"
                            + " SET stamp = known.stamp + 1, again = known.again OR excluded.again")
                    .params(source.tenant().value(), source.kind().wireName(), source.id(), again)
                    .update();
        }
    }

    private void forget(Erased erased) {
        jdbc.sql("UPDATE platform.embedding SET subjects = array_remove(subjects, ?)"
                        + " WHERE tenant_id = ? AND subjects @> ARRAY[?]::text[]")
                .params(erased.subject(), erased.tenant().value(), erased.subject())
                .update();
        jdbc.sql("DELETE FROM platform.embedding WHERE tenant_id = ? AND subjects = '{}'")
                .param(erased.tenant().value())
                .update();
    }

    @Override
    public List<Claimed> claim(int most, Duration lease) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            // One after the other, or two could both find a tenant that nobody works for.
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('fabula.embedding_work'))")
                    .query((_, _) -> true)
                    .single();
            return jdbc.sql("""
                            WITH tenant AS (
                                SELECT tenant_id FROM platform.embedding_work due
                                WHERE due.due <= now() AND NOT EXISTS (
                                    SELECT FROM platform.embedding_work held
                                    WHERE held.tenant_id = due.tenant_id AND held.claimed_until > now())
                                ORDER BY due.due LIMIT 1),
                            chosen AS (
                                SELECT tenant_id, kind, source FROM platform.embedding_work JOIN tenant USING (tenant_id)
                                WHERE due <= now() ORDER BY due LIMIT ?)
                            UPDATE platform.embedding_work work
                            SET claimed_until = now() + make_interval(secs => ?)
                            FROM chosen
                            WHERE work.tenant_id = chosen.tenant_id AND work.kind = chosen.kind AND work.source = chosen.source
                            RETURNING work.tenant_id, work.kind, work.source, work.again, work.stamp, work.failures""")
                    .params(most, lease.toMillis() / 1e3)
                    .query((row, _) -> new Claimed(
                            new Source(
                                    new TenantId(row.getString(1)),
                                    TextKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                                    row.getString(3)),
                            row.getBoolean(4),
                            row.getLong(5),
                            row.getInt(6)))
                    .list();
        }));
    }

    @Override
    public void done(Claimed claimed) {
        Source source = claimed.source();
        int deleted = jdbc.sql("DELETE FROM platform.embedding_work" + KEY + " AND stamp = ?")
                .params(source.tenant().value(), source.kind().wireName(), source.id(), claimed.stamp())
                .update();
        if (deleted == 0) {
            // Something has happened meanwhile.
            jdbc.sql("UPDATE platform.embedding_work SET claimed_until = NULL, failures = 0, due = now()" + KEY)
                    .params(source.tenant().value(), source.kind().wireName(), source.id())
                    .update();
        }
    }

    @Override
    public void later(Claimed claimed, Duration wait) {
        Source source = claimed.source();
        jdbc.sql("UPDATE platform.embedding_work SET claimed_until = NULL, failures = failures + 1,"
                        + " due = now() + make_interval(secs => ?)" + KEY)
                .params(
                        wait.toMillis() / 1e3,
                        source.tenant().value(),
                        source.kind().wireName(),
                        source.id())
                .update();
    }

    @Override
    public int deleteForgotten() {
        return jdbc.sql("DELETE FROM platform.embedding WHERE NOT recorded AND stored_at < now() - interval '1 hour'")
                .update();
    }

    @Override
    public long waiting() {
        return jdbc.sql("SELECT count(*) FROM platform.embedding_work")
                .query(Long.class)
                .single();
    }
}
