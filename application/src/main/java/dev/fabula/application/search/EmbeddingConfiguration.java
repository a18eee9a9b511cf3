package dev.fabula.application.search;

import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties.NodeRole;
import dev.fabula.application.history.HistoryPools;
import dev.fabula.application.tenancy.TenantTransactionManager;
import dev.fabula.command.search.EmbeddingWork;
import dev.fabula.command.search.VectorStore;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the process that makes vectors keeps them, and what it has to do. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNodeRole(NodeRole.COMMAND)
class EmbeddingConfiguration {

    @Bean
    VectorStore vectorStore(DataSource database, TenantTransactionManager transactions) {
        return new VectorTable(JdbcClient.create(database), transactions);
    }

    @Bean
    EmbeddingWork embeddingWork(HistoryPools pools) {
        return new WorkTable(pools.operate());
    }
}
