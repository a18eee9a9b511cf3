package dev.fabula.application.history;

import dev.fabula.contracts.event.EventTypes;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.command.CommandOutcomes;
import dev.fabula.eventstore.command.CommandSender;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.postgres.EventBrowser;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.eventstore.postgres.ParkedEvents;
import dev.fabula.eventstore.postgres.PostgresEventStorageEngine;
import dev.fabula.eventstore.privacy.KeyAdministration;
import dev.fabula.eventstore.privacy.MasterKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The history in PostgreSQL, and the keys, which are there whichever store keeps the events. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class HistoryConfiguration {

    /** After the platform's own migrations. */
    @Bean
    HistoryMigration historyMigration(PostgresProperties postgres, FlywayMigrationInitializer platform) {
        return new HistoryMigration(postgres);
    }

    @Bean
    HistoryPools historyPools(
            PostgresProperties postgres, HistoryProperties history, MeterRegistry meters, HistoryMigration migrated) {
        return new HistoryPools(postgres, history.poolSize(), meters);
    }

    @Bean
    EventTypes eventTypes() {
        return EventTypes.fabula();
    }

    @Bean
    HistoryNode historyNode(
            HistoryPools pools,
            PostgresProperties postgres,
            PersonalDataProperties personalData,
            HistoryProperties history,
            EventTypes types,
            ListableBeanFactory beans,
            MeterRegistry meters) {
        return new HistoryNode(
                new HistoryNode.Database(pools.append(), pools.operate(), postgres::openAppending),
                MasterKeys.parse(personalData.masterKeys()),
                types,
                aggregates(beans),
                history.limits(),
                meters);
    }

    private static List<Class<?>> aggregates(ListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanNamesForAnnotation(AggregateRoot.class))
                .<Class<?>>map(beans::getType)
                .toList();
    }

    @Bean
    Erasures erasures(HistoryNode node) {
        return node.erasures();
    }

    @Bean
    KeyAdministration keyAdministration(HistoryNode node) {
        return node.keyAdministration();
    }

    @Bean
    CommandOutcomes commandOutcomes(HistoryNode node) {
        return node.outcomes();
    }

    @Bean
    CommandSender commandSender(CommandGateway gateway, CommandOutcomes outcomes) {
        return new CommandSender(gateway, outcomes);
    }

    @Bean
    OutcomeExpiry outcomeExpiry(CommandOutcomes outcomes, HistoryProperties history) {
        return new OutcomeExpiry(outcomes, history.outcomesKept());
    }

    @Bean
    EventBrowser eventBrowser(HistoryPools pools) {
        return new EventBrowser(pools.operate());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "fabula.event-store", havingValue = "postgres", matchIfMissing = true)
    static class InPostgres {

        @Bean
        PostgresEventStorageEngine eventStorageEngine(HistoryNode node) {
            return node.engine();
        }

        @Bean
        HistoryEventStore eventStore(HistoryNode node, HistoryPools pools, HistoryProperties history) {
            UnreadableEvents unreadable = switch (history.unreadable()) {
                case STOP -> UnreadableEvents.STOP;
                case PARK -> new ParkedEvents(pools.operate(), "processors");
            };
            return HistoryEventStore.on(node.engine(), unreadable, NoOpMessageMonitor.instance());
        }
    }
}
