package dev.fabula.application.history;

import dev.fabula.contracts.event.EventTypes;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.axonserver.AxonServerHistory;
import dev.fabula.eventstore.axonserver.WireMessages;
import dev.fabula.eventstore.axonserver.WireSerializer;
import dev.fabula.eventstore.codec.AxonSerializers;
import dev.fabula.eventstore.postgres.HistoryNode;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The history in Axon Server; the connector brings the event store and the buses, this what it writes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "fabula.event-store", havingValue = "axonserver")
class InAxonServer {

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(HistoryNode node) {
        return new WireSerializer(node.codec(), AxonSerializers.general());
    }

    /** Before anything can be published. */
    @Bean
    ConfigurerModule wireMessages(EventTypes types) {
        return configurer -> configurer.onInitialize(axon -> axon.onStart(
                Integer.MIN_VALUE, () -> axon.eventStore().registerDispatchInterceptor(new WireMessages(types))));
    }

    @Bean
    History history(AxonServerConnectionManager connections, HistoryNode node) {
        return new AxonServerHistory(() -> connections.getConnection().eventChannel(), node.codec());
    }

    /** The connector would write state without sealing what is personal in it. */
    @Bean
    SnapshotTriggerDefinition snapshotTrigger() {
        return NoSnapshotTriggerDefinition.INSTANCE;
    }

    @Bean
    SnapshotTriggerDefinition busySnapshotTrigger() {
        return NoSnapshotTriggerDefinition.INSTANCE;
    }
}
