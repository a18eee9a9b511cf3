package dev.fabula.bench;

import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.codec.AxonSerializers;
import dev.fabula.eventstore.command.AggregateCache;
import dev.fabula.eventstore.command.Provenance;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.Serializer;

/** An event store with a command gateway before it, and the same aggregate behind both. */
final class Contestant implements AutoCloseable {

    private static final long CACHED = 10_000;

    private final Configuration axon;

    private Contestant(Configuration axon) {
        this.axon = axon;
        axon.start();
    }

    /** The product's: no connection is held while a command is decided or waits. */
    static Contestant ours(BenchHistory history, boolean cached) {
        EventStore store = HistoryEventStore.on(history.engine(), UnreadableEvents.STOP, NoOpMessageMonitor.instance());
        return new Contestant(configurer(cached)
                .configureTransactionManager(_ -> NoTransactionManager.instance())
                .configureEventStore(_ -> store)
                .buildConfiguration());
    }

    /** Axon's own engine on the same PostgreSQL, as its manual sets it up: a transaction a command, from a pool. */
    static Contestant stock(DataSource pool, boolean cached) throws SQLException {
        UnitOfWorkAwareConnectionProviderWrapper connections =
                new UnitOfWorkAwareConnectionProviderWrapper(new DataSourceConnectionProvider(pool));
        JdbcTransactions transactions = new JdbcTransactions(connections);
        Serializer serializer = AxonSerializers.general();
        // Its own resolver does not know PostgreSQL.
        PersistenceExceptionResolver conflicts =
                failure -> failure instanceof SQLException sql && "23505".equals(sql.getSQLState());
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .persistenceExceptionResolver(conflicts)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return new Contestant(configurer(cached)
                .configureTransactionManager(_ -> transactions)
                .configureEventStore(
                        _ -> EmbeddedEventStore.builder().storageEngine(engine).build())
                .buildConfiguration());
    }

    private static Configurer configurer(boolean cached) {
        AggregateConfigurer<Diary> diary = AggregateConfigurer.defaultConfiguration(Diary.class);
        if (cached) {
            diary.configureCache(_ -> new AggregateCache(CACHED));
        }
        return DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(_ -> AxonSerializers.general())
                .configureCorrelationDataProviders(_ -> List.of(new Provenance()))
                .configureAggregate(diary);
    }

    CommandGateway gateway() {
        return axon.commandGateway();
    }

    @Override
    public void close() {
        axon.shutdown();
    }

    /** A JDBC transaction for each unit of work. */
    private record JdbcTransactions(UnitOfWorkAwareConnectionProviderWrapper connections)
            implements TransactionManager {

        /** The engine begins one around each of its calls; inside the command's it has nothing to end. */
        private static final Transaction JOINED = new Transaction() {
            @Override
            public void commit() {}

            @Override
            public void rollback() {}
        };

        @Override
        public Transaction startTransaction() {
            try {
                Connection connection = connections.getConnection();
                if (!connection.getAutoCommit()) {
                    return JOINED;
                }
                connection.setAutoCommit(false);
                return new Transaction() {
                    @Override
                    public void commit() {
                        end(connection, true);
                    }

                    @Override
                    public void rollback() {
                        end(connection, false);
                    }
                };
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        private static void end(Connection connection, boolean commit) {
            try {
                if (connection.isClosed()) {
                    return;
                }
                if (commit) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
