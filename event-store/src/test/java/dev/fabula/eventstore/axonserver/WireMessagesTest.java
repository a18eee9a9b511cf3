package dev.fabula.eventstore.axonserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.AxonSerializers;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.Provenance;
import dev.fabula.eventstore.sample.LetterEvent.LetterSealed;
import dev.fabula.eventstore.sample.LetterEvent.LetterSigned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events as an event bus hands them over when it commits, which is when the connector writes them. */
class WireMessagesTest {

    private static final EventMetadata OLIVIA = new EventMetadata(
            new TenantId("alder"),
            new ActorId("olivia"),
            ActorKind.USER,
            "a-conversation",
            "a-cause",
            null,
            null,
            "192.0.2.7",
            "a browser");
    private static final EventMetadata BORIS =
            EventMetadata.of(new TenantId("birch"), new ActorId("boris"), ActorKind.USER);

    private static SampleKeys keys;
    private static WireSerializer serializer;

    /** @param wire as it would be sent */
    private record Written(EventMessage<?> message, SerializedObject<byte[]> wire) {

        WireEvents.Opened opened() {
            return new WireEvents(keys.codec())
                    .read(
                            wire.getType().getName(),
                            Integer.parseInt(wire.getType().getRevision()),
                            wire.getData());
        }
    }

    private final SimpleEventBus bus = SimpleEventBus.builder().build();
    private final List<Written> written = new ArrayList<>();

    @BeforeAll
    static void start() {
        keys = new SampleKeys(WireMessagesTest.class);
        serializer = new WireSerializer(keys.codec(), AxonSerializers.general());
    }

    @AfterAll
    static void stop() {
        keys.close();
    }

    @BeforeEach
    void write() {
        bus.subscribe(messages -> messages.forEach(message ->
                written.add(new Written(message, message.serializePayload(serializer, byte[].class)))));
    }

    private void prepare() {
        bus.registerDispatchInterceptor(new WireMessages(keys.codec().types()));
    }

    private static EventMessage<DomainEvent> message(DomainEvent event, EventMetadata by) {
        return new GenericDomainEventMessage<>("Letter", Ulids.next(), 0, event, by.toMap());
    }

    private static UnitOfWork<?> handling(EventMetadata by) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("a command", by.toMap()));
        unit.registerCorrelationDataProvider(new Provenance());
        return unit;
    }

    @Test
    void anEventIsSealedForItsOwnTenantThoughAnothersWorkCommitsIt() {
        prepare();
        UnitOfWork<?> outer = handling(BORIS);
        UnitOfWork<?> nested = handling(OLIVIA);
        bus.publish(message(new LetterSigned("Olivia Alder"), OLIVIA));
        nested.commit();
        bus.publish(message(new LetterSigned("Boris Birch"), BORIS));
        outer.commit();
        assertThat(written)
                .extracting(event -> event.opened().metadata().actor())
                .containsExactly(OLIVIA.actor(), BORIS.actor());
        assertThat(written)
                .extracting(event -> event.opened().metadata().tenant())
                .containsExactly(OLIVIA.tenant(), BORIS.tenant());
        assertThat(new String(written.getFirst().wire().getData(), UTF_8)).contains("\"subject\":\"olivia\"");
    }

    @Test
    void whereARequestCameFromIsReadableAndNowhereInClear() {
        prepare();
        bus.publish(message(new LetterSealed("red"), OLIVIA));
        Written event = written.getFirst();
        assertThat(event.message().getMetaData())
                .containsEntry(EventMetadata.TENANT, "alder")
                .doesNotContainKeys(EventMetadata.SOURCE_IP, EventMetadata.USER_AGENT);
        assertThat(new String(event.wire().getData(), UTF_8)).doesNotContain("192.0.2.7", "a browser");
        assertThat(event.opened().metadata()).isEqualTo(OLIVIA);
    }

    @Test
    void theMessageStaysTheEventOfItsAggregate() {
        prepare();
        EventMessage<DomainEvent> message = message(new LetterSealed("red"), OLIVIA);
        bus.publish(message);
        // The connector asks for exactly this class before it writes which stream an event is in.
        assertThat(written.getFirst().message()).isInstanceOfSatisfying(GenericDomainEventMessage.class, event -> {
            assertThat(event.getAggregateIdentifier())
                    .isEqualTo(((DomainEventMessage<?>) message).getAggregateIdentifier());
            assertThat(event.getIdentifier()).isEqualTo(message.getIdentifier());
            assertThat(event.getTimestamp()).isEqualTo(message.getTimestamp());
            assertThat(event.getType()).isEqualTo("Letter");
        });
    }

    @Test
    void whatAnotherInterceptorAddsDoesNotLoseWhoseItIs() {
        prepare();
        bus.registerDispatchInterceptor(
                messages -> (_, message) -> message.andMetaData(Map.of(EventMetadata.PLUGIN, "a-plugin")));
        bus.publish(message(new LetterSigned("Olivia Alder"), OLIVIA));
        assertThat(written.getFirst().opened().metadata().actor()).isEqualTo(OLIVIA.actor());
    }

    @Test
    void anEventInAStreamOfAnotherKindIsRefused() {
        prepare();
        assertThatThrownBy(() -> bus.publish(new GenericDomainEventMessage<>(
                        "Parcel", Ulids.next(), 0, new LetterSealed("red"), OLIVIA.toMap())))
                .hasMessageContaining("belongs to streams of Letter, not of Parcel");
    }

    @Test
    void anEventThatDoesNotSayWhoseItIsIsRefused() {
        prepare();
        assertThatThrownBy(() -> bus.publish(
                        new GenericDomainEventMessage<>("Letter", Ulids.next(), 0, new LetterSealed("red"), Map.of())))
                .hasMessageContaining("lacks tenantId");
    }

    @Test
    void whereTheyAreForgottenNothingIsWritten() {
        UnitOfWork<?> work = handling(OLIVIA);
        bus.publish(message(new LetterSealed("red"), OLIVIA));
        assertThatThrownBy(work::commit).hasStackTraceContaining("to be written without WireMessages");
        assertThat(written).isEmpty();
    }
}
