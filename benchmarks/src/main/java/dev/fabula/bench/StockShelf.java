package dev.fabula.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.fabula.eventstore.codec.AxonSerializers;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The baseline of a rebuild: Axon's pooled processor as its documentation sets it up, on the same event store, writing
 * into a table of the same shape.
 */
final class StockShelf {

    private static final int SEGMENTS = 16;
    private static final int WORKERS = 4;
    private static final String PROCESSOR = "shelf";
    private static final String TABLES = """
            CREATE SCHEMA stock;
            CREATE TABLE stock.shelf (LIKE read_template.diary_shelf INCLUDING ALL);
            CREATE TABLE stock.token (processor_name text NOT NULL, segment integer NOT NULL, token bytea, token_type text,
                timestamp text, owner text, PRIMARY KEY (processor_name, segment))""";

    private final HikariDataSource pool;
    private final HistoryEventStore store;

    StockShelf(BenchDatabase database, HistoryEventStore store) throws SQLException {
        this.store = store;
        database.execute(TABLES);
        pool = database.pool(database.access().owner(), SEGMENTS + WORKERS);
    }

    /**
     * Replays the end of the history into an empty table.
     *
     * @param after the position after which it begins
     * @param batch events a transaction, at most
     * @param collected whether the rows of a transaction are sent together before it commits, instead of one by one
     * @return events a second
     */
    double rate(long after, long head, int batch, boolean collected) throws InterruptedException {
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.execute("TRUNCATE stock.shelf, stock.token");
        ScheduledExecutorService coordinator = Executors.newScheduledThreadPool(1);
        ScheduledExecutorService workers = Executors.newScheduledThreadPool(WORKERS);
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(PROCESSOR)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new StockShelfHandler(jdbc, collected))
                        .build())
                // As quick as its own, which only logs, and nothing goes wrong unnoticed.
                .errorHandler(PropagatingErrorHandler.instance())
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .messageSource(store)
                .tokenStore(tokens())
                .transactionManager(new SpringTransactionManager(new JdbcTransactionManager(pool)))
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .initialSegmentCount(SEGMENTS)
                .initialToken(_ -> new GlobalSequenceTrackingToken(after))
                .batchSize(batch)
                .build();
        try {
            long begin = System.nanoTime();
            processor.start();
            while (!isThrough(processor, head)) {
                Thread.sleep(2);
            }
            return (head - after) * 1e9 / (System.nanoTime() - begin);
        } finally {
            processor.shutDown();
            coordinator.shutdownNow();
            workers.shutdownNow();
        }
    }

    private static boolean isThrough(PooledStreamingEventProcessor processor, long head) {
        var segments = processor.processingStatus().values();
        segments.stream().filter(segment -> segment.isErrorState()).findFirst().ifPresent(segment -> {
            throw new IllegalStateException("the baseline failed", segment.getError());
        });
        return segments.size() == SEGMENTS
                && segments.stream()
                        .allMatch(segment -> segment.getCurrentPosition().orElse(0) >= head);
    }

    private JdbcTokenStore tokens() {
        return JdbcTokenStore.builder()
                .connectionProvider(
                        new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(pool)))
                .serializer(AxonSerializers.general())
                .contentType(byte[].class)
                .schema(TokenSchema.builder()
                        .setTokenTable("stock.token")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .build();
    }
}
