package dev.fabula.application.search;

import dev.fabula.application.history.HistoryPools;
import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.runtime.Registered;
import dev.fabula.projection.search.SearchProjections;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index of texts by what they mean, where this installation has an Elasticsearch. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("fabula.elasticsearch.url")
class ChunkConfiguration {

    @Bean
    Registered<?, ?> chunks(SearchServer server, HistoryPools pools) {
        return SearchProjections.in(server, new StoredVectors(pools.operate()));
    }
}
