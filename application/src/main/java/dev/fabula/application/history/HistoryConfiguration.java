package dev.fabula.application.history;

import dev.fabula.contracts.event.EventTypes;
import dev.fabula.eventstore.command.AggregateCache;
import dev.fabula.eventstore.command.CommandOutcomes;
import dev.fabula.eventstore.command.CommandSender;
import dev.fabula.eventstore.postgres.Erasures;
import dev.fabula.eventstore.postgres.EventBrowser;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.eventstore.privacy.KeyAdministration;
import dev.fabula.eventstore.privacy.MasterKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateRoot;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What is there whichever store keeps the events: the schema, the keys, and how commands are sent. */
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
        return new HistoryPools(postgres, history, meters);
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

    /** Aggregates name it: {@code @Aggregate(cache = "aggregateCache")}. Who is erased is forgotten here, too. */
    @Bean
    AggregateCache aggregateCache(HistoryNode node, HistoryProperties history) {
        AggregateCache cache = new AggregateCache(history.cachedAggregates());
        node.listener().onErasure((_, _) -> cache.removeAll());
        return cache;
    }
}
