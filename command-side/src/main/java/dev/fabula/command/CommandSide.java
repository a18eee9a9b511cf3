package dev.fabula.command;

import org.axonframework.modelling.command.CommandTargetResolver;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Everything of this module; the application imports it, and brings the history and the AI registry. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class CommandSide {

    @Bean
    CommandTargetResolver commandTargets() {
        return CommandTargets.RESOLVER;
    }
}
