package dev.fabula.eventstore.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.sample.LetterEvent;
import java.util.List;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Axon makes of the connector and our serializer; no server is needed to be put together. */
class ConnectorWiringTest {

    private static SampleKeys keys;
    private static Configuration axon;

    @BeforeAll
    static void build() {
        keys = new SampleKeys(ConnectorWiringTest.class);
        axon = SampleAxon.configuration("127.0.0.1:1", keys.codec());
    }

    @AfterAll
    static void close() {
        keys.close();
    }

    @Test
    void theEventStoreIsTheConnectorsAndNothingLocal() {
        assertThat(axon.eventStore()).isInstanceOf(AxonServerEventStore.class);
        assertThat(axon.eventBus()).isSameAs(axon.eventStore());
        assertThat(axon.getComponent(EventStorageEngine.class)).isNull();
    }

    @Test
    void everySerializerIsOneOfOurs() {
        assertThat(axon.eventSerializer()).isInstanceOf(WireSerializer.class);
        assertThat(axon.serializer()).isInstanceOf(Jackson3Serializer.class);
        assertThat(axon.messageSerializer()).isInstanceOf(Jackson3Serializer.class);
        assertThat(axon.getComponent(Serializer.class)).isInstanceOf(Jackson3Serializer.class);
    }

    /** The connector wraps the serializer; what comes out under the wrapping is still ours. */
    @Test
    void theConnectorWritesEventsUnderTheirWireNames() {
        EventMetadata by = EventMetadata.of(new TenantId("alder"), new ActorId("olivia"), ActorKind.USER);
        var message = new GenericDomainEventMessage<>(
                "Letter", Ulids.next(), 0, new LetterEvent.LetterSealed("red"), by.toMap());
        var prepared =
                new WireMessages(keys.codec().types()).handle(List.of(message)).apply(0, message);
        SerializedObject<byte[]> wire = prepared.serializePayload(axon.eventSerializer(), byte[].class);
        assertThat(wire.getType().getName()).isEqualTo("letter.letter-sealed");
        assertThat(wire.getType().getRevision()).isEqualTo("1");
    }

    @Test
    void anEventThatIsNoneIsRefusedBeforeAServerIsAsked() {
        Configuration started = SampleAxon.configuration("127.0.0.1:1", keys.codec());
        started.start();
        try {
            assertThatThrownBy(() -> started.eventStore()
                            .publish(new GenericDomainEventMessage<>("Letter", Ulids.next(), 0, "a text")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no known event type");
        } finally {
            started.shutdown();
        }
    }
}
