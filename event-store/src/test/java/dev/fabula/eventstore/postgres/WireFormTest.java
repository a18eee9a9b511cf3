package dev.fabula.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.eventstore.axonserver.WireSerializer;
import dev.fabula.eventstore.codec.AxonSerializers;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.Provenance;
import dev.fabula.local.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes to Axon Server: the same sealed JSON under the same names, with keys from the real table. */
class WireFormTest {

    private static TestDatabase database;
    private static TestHistory history;
    private static WireSerializer serializer;

    @BeforeAll
    static void start() {
        database = TestDatabase.create(WireFormTest.class);
        TestHistory.migrate(database.access());
        history = new TestHistory(database.access());
        serializer = new WireSerializer(history.node().codec(), AxonSerializers.general());
    }

    @AfterAll
    static void stop() {
        history.close();
        database.close();
    }

    private static SerializedObject<byte[]> write(Object event) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(
                new GenericCommandMessage<>("a command", TestHistory.metadata(TestHistory.ALDER)));
        work.registerCorrelationDataProvider(new Provenance());
        try {
            return serializer.serialize(event, byte[].class);
        } finally {
            work.rollback();
        }
    }

    @Test
    void anEventGoesUnderItsWireNameWithItsSecretsSealed() {
        NoteEvent.SecretWritten secret =
                new NoteEvent.SecretWritten(Ulids.next(), "author-1", "nobody's business", null);
        SerializedObject<byte[]> wire = write(secret);
        assertThat(wire.getType().getName()).isEqualTo("note.secret-written");
        assertThat(wire.getType().getRevision()).isEqualTo("1");
        assertThat(new String(wire.getData(), StandardCharsets.UTF_8))
                .contains("\"sealed\"", "\"tenant\":\"alder\"")
                .doesNotContain("business", "NoteEvent");
        assertThat(serializer.<byte[], Object>deserialize(wire)).isEqualTo(secret);
        assertThat(serializer.classForType(wire.getType())).isEqualTo(NoteEvent.SecretWritten.class);
    }

    @Test
    void whatIsNoEventIsLeftToAnother() {
        MetaData metadata = MetaData.with("a", "b");
        SerializedObject<byte[]> wire = serializer.serialize(metadata, byte[].class);
        assertThat(wire.getType().getName()).isEqualTo(MetaData.class.getName());
        assertThat(serializer.<byte[], Object>deserialize(wire)).isEqualTo(metadata);
    }

    @Test
    void anUnknownRevisionIsNamed() {
        byte[] data = write(new NoteEvent.NoteOpened("n", "t")).getData();
        assertThatThrownBy(() -> serializer.deserialize(
                        new SimpleSerializedObject<>(data, byte[].class, "note.note-opened", "7")))
                .hasMessageContaining("note.note-opened revision 7");
    }

    @Test
    void outsideAMessageNobodyKnowsWhoseKeysSeal() {
        assertThatThrownBy(() -> serializer.serialize(new NoteEvent.NoteOpened("n", "t"), byte[].class))
                .hasMessageContaining("while a message is handled");
    }
}
