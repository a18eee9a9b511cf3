package dev.fabula.application.history;

import dev.fabula.application.tenancy.TenantTransactionManager;
import dev.fabula.eventstore.codec.AxonSerializers;
import dev.fabula.eventstore.command.Provenance;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Axon's parts, declared one by one. Its own defaults depend on an order of auto-configuration that this Spring Boot no
 * longer has, and fall back in silence to parts that forget everything; {@code WiringCheck} proves that none did.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    @Bean
    @Primary
    Serializer serializer() {
        return AxonSerializers.general();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer() {
        return AxonSerializers.general();
    }

    /** For processors: their token is stored in the transaction of what they write. */
    @Bean
    TransactionManager axonTransactionManager(TenantTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    /** Without a transaction: a command holds no connection while it is decided or waits to be recorded. */
    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(DuplicateCommandHandlerResolver duplicates, CommandBusSpanFactory spans) {
        SimpleCommandBus bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.instance())
                .duplicateCommandHandlerResolver(duplicates)
                .spanFactory(spans)
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(provenance()));
        return bus;
    }

    @Bean
    CorrelationDataProvider provenance() {
        return new Provenance();
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .contentType(byte[].class)
                .claimTimeout(Duration.ofSeconds(10))
                .schema(TokenSchema.builder()
                        .setTokenTable("event_store.token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .build();
    }

    /** A handler that fails stops its processor, which tries again later; the default is to log it and go on. */
    @Bean
    ConfigurerModule eventProcessing() {
        return configurer -> configurer
                .eventProcessing()
                .registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance());
    }
}
