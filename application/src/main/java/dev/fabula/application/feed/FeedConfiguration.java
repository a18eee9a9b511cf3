package dev.fabula.application.feed;

import dev.fabula.application.FabulaProperties;
import dev.fabula.application.history.HistoryPools;
import dev.fabula.application.projection.KnownProjections;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.projection.feed.EventForms;
import dev.fabula.projection.feed.FeedNode;
import dev.fabula.projection.feed.FeedOperations;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    KnownFeeds knownFeeds(FeedProperties properties, EventTypes types) {
        return new KnownFeeds(
                properties.feeds(types.all().stream()
                        .map(EventTypes.Type::context)
                        .collect(Collectors.toCollection(TreeSet::new))),
                EventForms.of(types));
    }

    /** Where there is a Kafka and the history is in PostgreSQL, because feeds send what is stored there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("fabula.kafka.bootstrap-servers")
    static class Running {

        /** After the migrations, which the projections need, too; closed before the pools. */
        @Bean
        @ConditionalOnProperty(name = "fabula.event-store", havingValue = "postgres", matchIfMissing = true)
        @ConditionalOnProperty(name = "fabula.feeds.enabled", matchIfMissing = true)
        FeedNode feedNode(
                FabulaProperties fabula,
                FeedProperties properties,
                HistoryPools pools,
                HistoryNode history,
                KnownFeeds known,
                KnownProjections migrated,
                MeterRegistry meters) {
            Map<String, Object> connection = new HashMap<>(properties.kafka());
            connection.put(
                    "bootstrap.servers", Objects.requireNonNull(fabula.kafka().bootstrapServers()));
            return new FeedNode(
                    fabula.node()
                            + '-'
                            + HexFormat.of()
                                    .toHexDigits(ThreadLocalRandom.current().nextInt()),
                    properties.transactionPrefix(),
                    pools.operate(),
                    new FeedNode.Source(
                            history.history(), history.head(), known.forms(), history.codec(), history.sealedValues()),
                    connection,
                    known.all(),
                    properties.settings(),
                    meters,
                    fabula.roles().contains(FabulaProperties.NodeRole.PROJECTION));
        }

        @Bean
        @ConditionalOnProperty(name = "fabula.event-store", havingValue = "postgres", matchIfMissing = true)
        @ConditionalOnProperty(name = "fabula.feeds.enabled", matchIfMissing = true)
        FeedOperations feedOperations(FeedNode node) {
            return node.operations();
        }
    }
}
