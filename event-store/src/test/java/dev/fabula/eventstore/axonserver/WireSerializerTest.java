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
import dev.fabula.eventstore.codec.UnknownEventException;
import dev.fabula.eventstore.command.Provenance;
import dev.fabula.eventstore.sample.LetterEvent.LetterSealed;
import dev.fabula.eventstore.sample.LetterEvent.LetterSent;
import dev.fabula.eventstore.sample.LetterEvent.LetterSigned;
import dev.fabula.eventstore.sample.LetterEvent.LetterWritten;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes to Axon Server, with keys from the real table. */
class WireSerializerTest {

    private static final EventMetadata OLIVIA =
            EventMetadata.of(new TenantId("alder"), new ActorId("olivia"), ActorKind.USER);
    private static final EventMetadata BORIS =
            EventMetadata.of(new TenantId("birch"), new ActorId("boris"), ActorKind.USER);

    private static SampleKeys keys;
    private static WireSerializer serializer;

    @BeforeAll
    static void start() {
        keys = new SampleKeys(WireSerializerTest.class);
        serializer = new WireSerializer(keys.codec(), AxonSerializers.general());
    }

    @AfterAll
    static void stop() {
        keys.close();
    }

    /** In the handling of a command. */
    private static <T> T handling(EventMetadata by, Supplier<T> work) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("a command", by.toMap()));
        unit.registerCorrelationDataProvider(new Provenance());
        try {
            return work.get();
        } finally {
            unit.rollback();
        }
    }

    private static SerializedObject<byte[]> write(DomainEvent event) {
        return handling(OLIVIA, () -> serializer.serialize(event, byte[].class));
    }

    private static Object read(SerializedObject<byte[]> wire) {
        return serializer.<byte[], Object>deserialize(wire);
    }

    private static String text(SerializedObject<byte[]> wire) {
        return new String(wire.getData(), UTF_8);
    }

    @Test
    void anEventGoesUnderItsWireNameWithPersonalDataSealed() {
        LetterWritten letter = new LetterWritten("author-1", "nobody's business");
        SerializedObject<byte[]> wire = write(letter);
        assertThat(wire.getType().getName()).isEqualTo("letter.letter-written");
        assertThat(wire.getType().getRevision()).isEqualTo("1");
        assertThat(text(wire)).contains("\"sealed\"").doesNotContain("business", "LetterWritten", "LetterEvent");
        assertThat(read(wire)).isEqualTo(letter);
        assertThat(serializer.classForType(wire.getType())).isEqualTo(LetterWritten.class);
    }

    @Test
    void theActorsOwnPersonalDataOpensAgain() {
        LetterSigned signed = new LetterSigned("Olivia Alder");
        SerializedObject<byte[]> wire = write(signed);
        assertThat(text(wire)).contains("\"subject\":\"olivia\"").doesNotContain("Olivia Alder");
        assertThat(read(wire)).isEqualTo(signed);
    }

    @Test
    void theEventInsideIsWhatPostgresWouldHold() {
        LetterSent sent = new LetterSent(new BigDecimal("12345678901234567890.10"));
        SerializedObject<byte[]> wire = write(sent);
        assertThat(text(wire))
                .endsWith(",\"event\":"
                        + new String(keys.codec().encode(sent, OLIVIA).payload(), UTF_8) + "}");
        assertThat(read(wire)).isEqualTo(sent);
    }

    @Test
    void whatIsNoEventIsLeftToAnother() {
        MetaData metadata = MetaData.with("a", "b");
        SerializedObject<byte[]> wire = serializer.serialize(metadata, byte[].class);
        assertThat(wire.getType().getName()).isEqualTo(MetaData.class.getName());
        assertThat(read(wire)).isEqualTo(metadata);
        assertThat(serializer.typeForClass(MetaData.class).getName()).isEqualTo(MetaData.class.getName());
    }

    @Test
    void anUnknownNameOrRevisionIsNamed() {
        byte[] data = write(new LetterSealed("red")).getData();
        assertThatThrownBy(() -> read(new SimpleSerializedObject<>(data, byte[].class, "letter.letter-sealed", "7")))
                .isInstanceOf(UnknownEventException.class)
                .hasMessageContaining("letter.letter-sealed revision 7");
        assertThatThrownBy(() -> read(new SimpleSerializedObject<>(data, byte[].class, "letter.letter-eaten", "1")))
                .isInstanceOf(UnknownEventException.class)
                .hasMessageContaining("letter.letter-eaten revision 1");
        assertThat(serializer.classForType(new SimpleSerializedType("letter.letter-eaten", "1")))
                .isEqualTo(DomainEvent.class);
    }

    @Test
    void bytesWithoutTheirEnvelopeAreRefused() {
        for (String wire :
                List.of("[]", "{}", "{\"tenant\":\"alder\",\"metadata\":{},\"event\":[1]}", "{\"colour\":\"red\"}")) {
            assertThatThrownBy(() -> read(new SimpleSerializedObject<>(
                            wire.getBytes(UTF_8), byte[].class, "letter.letter-sealed", "1")))
                    .as(wire)
                    .hasMessageContaining("an event letter.letter-sealed without its envelope");
        }
    }

    @Test
    void outsideAMessageNobodyKnowsWhoseKeysSeal() {
        assertThatThrownBy(() -> serializer.serialize(new LetterSealed("red"), byte[].class))
                .hasMessageContaining("while a message is handled");
    }

    @Test
    void aCommandDecidesWithNoStreamOfAnotherTenant() {
        SerializedObject<byte[]> wire = write(new LetterSealed("red"));
        assertThat(handling(OLIVIA, () -> read(wire))).isEqualTo(new LetterSealed("red"));
        assertThatThrownBy(() -> handling(BORIS, () -> read(wire))).isInstanceOf(AggregateNotFoundException.class);
    }
}
