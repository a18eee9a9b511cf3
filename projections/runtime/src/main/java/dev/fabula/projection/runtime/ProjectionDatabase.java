package dev.fabula.projection.runtime;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database of the runtime, as the role that operates: it sees all tenants, so requests never come near it. */
final class ProjectionDatabase {

    /** The first half of the advisory locks that keep batches and operators apart; the second is the generation. */
    private static final int GENERATION_LOCK = 471_382_071;

    private final DataSource dataSource;
    private final JdbcClient client;
    private final JdbcTransactionManager manager;
    private final TransactionTemplate template;

    ProjectionDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
        client = JdbcClient.create(dataSource);
        manager = new JdbcTransactionManager(dataSource);
        template = new TransactionTemplate(manager);
    }

    DataSource dataSource() {
        return dataSource;
    }

    JdbcClient sql() {
        return client;
    }

    TransactionManager axon() {
        return new SpringTransactionManager(manager);
    }

    <T> T inTransaction(Supplier<T> work) {
        // TransactionTemplate says that its answer may be null; it is the work's.
        @SuppressWarnings("NullAway")
        T answer = template.execute(_ -> work.get());
        return answer;
    }

    void doInTransaction(Runnable work) {
        template.executeWithoutResult(_ -> work.run());
    }

    /**
     * Nobody waits until this transaction is on the disk. For what is folded and how far, which go together: after a crash
     * of the server the batch is folded again.
     */
    void needNotSurvive() {
        var _ = client.sql("SELECT set_config('synchronous_commit', 'off', true)")
                .query(String.class)
                .single();
    }

    /** Held by each batch of a generation to the end of its transaction, which {@linkplain #needNotSurvive need not last}. */
    void shareGeneration(long generation) {
        lock("SELECT pg_advisory_xact_lock_shared(?, ?), set_config('synchronous_commit', 'off', true)", generation);
    }

    /** Held by who changes a generation in another way: no batch is under way, none begins. */
    void ownGeneration(long generation) {
        lock("SELECT pg_advisory_xact_lock(?, ?)", generation);
    }

    private void lock(String sql, long generation) {
        client.sql(sql)
                .param(GENERATION_LOCK)
                .param(Math.toIntExact(generation))
                .query((_, _) -> 1)
                .single();
    }
}
