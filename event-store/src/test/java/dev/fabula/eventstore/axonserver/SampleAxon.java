package dev.fabula.eventstore.axonserver;

import dev.fabula.eventstore.codec.AxonSerializers;
import dev.fabula.eventstore.codec.EventCodec;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.ServerConnectorConfigurerModule;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;

/** Axon with its connector and nothing else of what it would find on the class path: its update checker calls home. */
final class SampleAxon {

    private SampleAxon() {}

    static Configuration configuration(String server, EventCodec codec) {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .registerComponent(
                        AxonServerConfiguration.class,
                        _ -> AxonServerConfiguration.builder()
                                .servers(server)
                                .componentName("history-contract")
                                .build())
                .configureSerializer(_ -> AxonSerializers.general())
                .configureMessageSerializer(_ -> AxonSerializers.general())
                .configureEventSerializer(_ -> new WireSerializer(codec, AxonSerializers.general()));
        new ServerConnectorConfigurerModule().configureModule(configurer);
        configurer.onInitialize(axon -> axon.onStart(
                Integer.MIN_VALUE,
                () -> axon.eventStore().registerDispatchInterceptor(new WireMessages(codec.types()))));
        return configurer.buildConfiguration();
    }
}
