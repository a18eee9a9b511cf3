package dev.fabula.application.ai;

import dev.fabula.ai.AiRegistry;
import dev.fabula.ai.SpendLedger;
import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties.NodeRole;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnNodeRole(NodeRole.COMMAND)
class AiConfiguration {

    @Bean
    AiRegistry aiRegistry(AiProperties properties, SpendLedger ledger, MeterRegistry meters) {
        return new AiRegistry(properties.settings(), ledger, meters);
    }
}
