package dev.fabula.application.projection;

import dev.fabula.application.FabulaProperties;
import dev.fabula.application.history.HistoryMigration;
import dev.fabula.application.history.HistoryPools;
import dev.fabula.application.history.HistoryProperties;
import dev.fabula.application.history.PostgresProperties;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.axonserver.PositionedSource;
import dev.fabula.eventstore.postgres.HistoryEventStore;
import dev.fabula.eventstore.postgres.HistoryNode;
import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.neo4j.GraphServer;
import dev.fabula.projection.neo4j.GraphSettings;
import dev.fabula.projection.projectors.Projectors;
import dev.fabula.projection.runtime.HistoryFeed;
import dev.fabula.projection.runtime.ProjectionNode;
import dev.fabula.projection.runtime.ProjectionOperations;
import dev.fabula.projection.runtime.Registered;
import dev.fabula.query.AllTenants;
import dev.fabula.query.storysession.OpenBeats;
import dev.fabula.query.storysession.QuietSessions;
import dev.fabula.readschema.ReadGraph;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.neo4j.driver.Driver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    /** What needs connections beside the batches: readers of the history, a rebuild, operators. */
    private static final int OTHERS = 8;

    /** After the history's, whose roles and functions it builds on. */
    @Bean
    ProjectionMigration projectionMigration(PostgresProperties postgres, HistoryMigration history) {
        return new ProjectionMigration(postgres);
    }

    /** Axon Server's streams know no types: whoever reads them gets all. */
    @Bean
    HistoryFeed historyFeed(EventStore store) {
        return store instanceof HistoryEventStore own ? own::source : _ -> new PositionedSource(store);
    }

    /** Where this installation has a Neo4j; it need not be there yet. */
    @Bean
    @ConditionalOnProperty("fabula.neo4j.uri")
    GraphServer graphServer(Driver driver, HistoryPools pools, FabulaProperties fabula) {
        return new GraphServer(
                driver,
                pools.operate(),
                ReadGraph.scripts(),
                GraphSettings.DEFAULT,
                fabula.neo4j().prefix());
    }

    /** The product's, graphs and search indices among them where their servers are configured, and those that are beans. */
    @Bean
    KnownProjections knownProjections(
            HistoryPools pools,
            ProjectionMigration migrated,
            ObjectProvider<GraphServer> graphs,
            ObjectProvider<SearchServer> search,
            ObjectProvider<Registered<?, ?>> others) {
        List<Registered<?, ?>> all = new ArrayList<>(Projectors.all(pools.operate()));
        graphs.ifAvailable(server -> all.addAll(Projectors.graphs(server)));
        search.ifAvailable(server -> all.addAll(Projectors.search(server)));
        others.orderedStream().forEach(all::add);
        return new KnownProjections(List.copyOf(all));
    }

    /** Closed before the pools, because it is made with them. */
    @Bean
    ProjectionNode projectionNode(
            FabulaProperties fabula,
            ProjectionProperties projections,
            HistoryProperties limits,
            HistoryPools pools,
            HistoryNode node,
            History history,
            HistoryFeed feed,
            KnownProjections known,
            MeterRegistry meters) {
        requireConnections(projections.threads(), limits.operatePoolSize());
        return new ProjectionNode(
                unique(fabula.node()),
                pools.operate(),
                history,
                feed,
                node.codec(),
                known.all(),
                projections.settings(),
                meters,
                fabula.roles().contains(FabulaProperties.NodeRole.PROJECTION));
    }

    @Bean
    ProjectionOperations projectionOperations(ProjectionNode node) {
        return node.operations();
    }

    /** Whatever a process looks for among all tenants, a node of any role may look for. */
    @Bean
    AllTenants allTenants(HistoryPools pools, ProjectionMigration migrated) {
        return new AllTenants(pools.operate());
    }

    @Bean
    OpenBeats openBeats(AllTenants all) {
        return new OpenBeats(all);
    }

    @Bean
    QuietSessions quietSessions(AllTenants all) {
        return new QuietSessions(all);
    }

    /** A batch holds one connection and may read the history on another, so with too few all would wait for each other. */
    private static void requireConnections(int threads, int connections) {
        if (connections < 2 * threads + OTHERS) {
            throw new IllegalStateException("fabula.history.operate-pool-size is " + connections + ": "
                    + threads + " threads of projections (fabula.projections.threads) need at least "
                    + (2 * threads + OTHERS));
        }
    }

    /** Segments are claimed by name, so two processes that share one would both think that they have them. */
    private static String unique(String node) {
        return node
                + '-'
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }
}
