package dev.fabula.application.history;

import dev.fabula.eventstore.History;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.codec.AxonSerializers;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.eventstore.postgres.ParkedEvents;
import dev.fabula.eventstore.postgres.PostgresEventStorageEngine;
import dev.fabula.eventstore.postgres.TenantOfWork;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.RepositoryProvider;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The history in PostgreSQL, as Axon sees it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "fabula.event-store", havingValue = "postgres", matchIfMissing = true)
class InPostgres {

    /** Snapshots that are made at a time; more wait. */
    private static final int BUSY = 10;

    private static final int SNAPSHOTTERS = 2;

    @Bean
    History history(HistoryNode node) {
        return node.history();
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(HistoryNode node) {
        return node.engine();
    }

    /** Events do not go through it here; Axon wants one all the same. */
    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer() {
        return AxonSerializers.general();
    }

    @Bean
    HistoryEventStore eventStore(HistoryNode node, HistoryPools pools, HistoryProperties history) {
        UnreadableEvents unreadable = switch (history.unreadable()) {
            case STOP -> UnreadableEvents.STOP;
            case PARK -> new ParkedEvents(pools.operate(), "processors");
        };
        return HistoryEventStore.on(node.engine(), unreadable, NoOpMessageMonitor.instance());
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter, HistoryProperties history) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, history.snapshotAfter());
    }

    /** For few streams with many events, which are in the cache as long as they are busy: a snapshot reads them again. */
    @Bean
    SnapshotTriggerDefinition busySnapshotTrigger(Snapshotter snapshotter, HistoryProperties history) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, BUSY * history.snapshotAfter());
    }

    /** Beside the commands, so that none waits for the snapshot it happens to trigger, and without a transaction. */
    @Bean
    SpringAggregateSnapshotter snapshotter(
            HistoryEventStore store,
            org.axonframework.config.Configuration axon,
            ParameterResolverFactory resolvers,
            HandlerDefinition handlers) {
        RepositoryProvider repositories = axon::repository;
        Executor beside = Executors.newFixedThreadPool(
                SNAPSHOTTERS,
                Thread.ofPlatform().daemon().name("snapshotter-", 1).factory());
        return SpringAggregateSnapshotter.builder()
                .eventStore(store)
                .repositoryProvider(repositories)
                .parameterResolverFactory(resolvers)
                .handlerDefinition(handlers)
                .transactionManager(NoTransactionManager.instance())
                .executor(work -> beside.execute(TenantOfWork.bound(work)))
                .build();
    }
}
