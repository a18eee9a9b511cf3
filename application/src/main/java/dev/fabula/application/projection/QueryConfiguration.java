package dev.fabula.application.projection;

import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties.NodeRole;
import dev.fabula.projection.runtime.Freshness;
import dev.fabula.projection.runtime.ProjectionNode;
import dev.fabula.query.QuerySide;
import dev.fabula.query.ReadModelPast;
import dev.fabula.query.ReadModelProgress;
import dev.fabula.query.legacy.ImportProgress;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The query half of the API, where this process serves it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNodeRole(NodeRole.QUERY)
@Import(QuerySide.class)
class QueryConfiguration {

    @Bean
    ReadModelProgress readModelProgress(ProjectionNode node) {
        Freshness freshness = node.freshness();
        return new ReadModelProgress() {
            @Override
            public long reached(String projection) {
                return freshness.reached(projection);
            }

            @Override
            public boolean await(String projection, long position, Duration patience) throws InterruptedException {
                return freshness.await(projection, position, patience);
            }
        };
    }

    /** Nobody can tell yet. */
    @Bean
    ImportProgress importProgress() {
        return (tenant, imported) -> Optional.empty();
    }

    @Bean
    ReadModelPast readModelPast(ProjectionNode node) {
        return new FoldedPast(node.asOf());
    }
}
