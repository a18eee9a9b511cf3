package dev.fabula.application.gedcom;

import dev.fabula.command.gedcom.ImportFiles;
import dev.fabula.command.gedcom.ImportJob;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Files in PostgreSQL, in parts; each step is a transaction of its own, as the tenant whose file it is. */
final class GedcomFileTable implements ImportFiles {

    /** A file that has been coming for so long comes no more. */
    private static final Duration OLD = Duration.ofHours(1);

    private static final ActorId FABULA = new ActorId("fabula");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    GedcomFileTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    private <T> T as(TenantId tenant, Supplier<T> work) {
        return new Caller(tenant, FABULA, Set.of(), "gedcom-import")
                .call(() -> Objects.requireNonNull(transactions.execute(_ -> work.get())));
    }

    @Override
    public void begin(ImportJob job) {
        int _ = as(
                job.tenant(),
                () -> jdbc.sql(
                                "INSERT INTO platform.gedcom_file"
                                        + " (upload, tenant_id, imported, legacy, tree, actor, request) VALUES (?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                job.upload(),
                                job.tenant().value(),
                                job.imported(),
                                job.legacy().value(),
                                job.tree(),
                                job.actor().value(),
                                job.request())
                        .update());
    }

    @Override
    public void add(ImportJob job, int part, byte[] bytes) {
        int _ = as(
                job.tenant(),
                () -> jdbc.sql("INSERT INTO platform.gedcom_part (upload, part, tenant_id, bytes) VALUES (?, ?, ?, ?)")
                        .params(job.upload(), part, job.tenant().value(), bytes)
                        .update());
    }

    @Override
    public void end(ImportJob job) {
        int _ = as(
                job.tenant(),
                () -> jdbc.sql("UPDATE platform.gedcom_file SET whole = true WHERE upload = ?")
                        .param(job.upload())
                        .update());
    }

    @Override
    public InputStream open(ImportJob job) {
        return new SequenceInputStream(new Parts(job));
    }

    /** One part in memory at a time. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream asks for it
    private final class Parts implements Enumeration<InputStream> {
        private final ImportJob job;
        private final int count;
        private int next;

        Parts(ImportJob job) {
            this.job = job;
            this.count = as(
                    job.tenant(),
                    () -> jdbc.sql("SELECT count(*) FROM platform.gedcom_part WHERE upload = ?")
                            .param(job.upload())
                            .query(Integer.class)
                            .single());
        }

        @Override
        public boolean hasMoreElements() {
            return next < count;
        }

        @Override
        public InputStream nextElement() {
            if (next >= count) {
                throw new NoSuchElementException();
            }
            int part = next++;
            return new ByteArrayInputStream(as(
                    job.tenant(),
                    () -> jdbc.sql("SELECT bytes FROM platform.gedcom_part WHERE upload = ? AND part = ?")
                            .params(job.upload(), part)
                            .query(byte[].class)
                            .single()));
        }
    }

    @Override
    public List<Stored> find(TenantId tenant, String imported) {
        return as(
                tenant,
                () -> jdbc.sql("SELECT upload, legacy, tree, actor, request, whole, done, total,"
                                + " sent_at < now() - make_interval(secs => ?) FROM platform.gedcom_file"
                                + " WHERE imported = ? ORDER BY upload")
                        .params(OLD.toSeconds(), imported)
                        .query((row, _) -> new Stored(
                                new ImportJob(
                                        tenant,
                                        new LegacyId(row.getString(2)),
                                        imported,
                                        row.getString(1),
                                        row.getString(3),
                                        new ActorId(row.getString(4)),
                                        row.getString(5)),
                                row.getBoolean(6),
                                row.getBoolean(9),
                                row.getLong(7),
                                row.getLong(8)))
                        .list());
    }

    @Override
    public void progress(ImportJob job, long done, long total) {
        int _ = as(
                job.tenant(),
                () -> jdbc.sql("UPDATE platform.gedcom_file SET done = greatest(done, ?), total = ? WHERE upload = ?")
                        .params(done, total, job.upload())
                        .update());
    }

    @Override
    public void remove(ImportJob job) {
        int _ = as(
                job.tenant(),
                () -> jdbc.sql("DELETE FROM platform.gedcom_file WHERE upload = ?")
                        .param(job.upload())
                        .update());
    }
}
