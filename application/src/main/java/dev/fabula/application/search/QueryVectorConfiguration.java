package dev.fabula.application.search;

import dev.fabula.ai.AiRegistry;
import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties.NodeRole;
import dev.fabula.query.search.QueryVectors;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What queries mean is asked of the same registry as what texts mean, where this process has one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNodeRole(NodeRole.QUERY)
class QueryVectorConfiguration {

    @Bean
    QueryVectors queryVectors(ObjectProvider<AiRegistry> registry) {
        AiRegistry ours = registry.getIfAvailable();
        // A process that only serves queries has no budget to pay from: it searches by words.
        return ours == null ? (_, _) -> Optional.empty() : new RegistryVectors(ours);
    }
}
