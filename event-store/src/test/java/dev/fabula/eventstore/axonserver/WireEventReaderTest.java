package dev.fabula.eventstore.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.EventTypes;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.event.Upcasters;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.codec.EventCodec;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.KeyTable;
import dev.fabula.eventstore.privacy.KeysUnavailableException;
import dev.fabula.eventstore.privacy.MasterKeys;
import dev.fabula.eventstore.privacy.SubjectKeys;
import dev.fabula.eventstore.sample.LetterEvent;
import dev.fabula.eventstore.sample.LetterEvent.LetterSealed;
import dev.fabula.eventstore.sample.LetterEvent.LetterWritten;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Events as the connector hands them over, which takes no server. */
class WireEventReaderTest {

    private static final EventMetadata BY =
            EventMetadata.of(new TenantId("alder"), new ActorId("olivia"), ActorKind.USER);

    private static SampleKeys keys;
    private static WireEvents events;

    @BeforeAll
    static void start() {
        keys = new SampleKeys(WireEventReaderTest.class);
        events = new WireEvents(keys.codec());
    }

    @AfterAll
    static void stop() {
        keys.close();
    }

    private static EventWithToken stored(String type, String revision, DomainEvent event) {
        return EventWithToken.newBuilder()
                .setToken(41)
                .setEvent(Event.newBuilder()
                        .setMessageIdentifier(Ulids.next())
                        .setTimestamp(1_000)
                        .setPayload(SerializedObject.newBuilder()
                                .setType(type)
                                .setRevision(revision)
                                .setData(ByteString.copyFrom(events.write(event, BY)))))
                .build();
    }

    @Test
    void aTokenIsThePositionBeforeIt() {
        List<Recorded<DomainEvent>> read =
                new WireEventReader(events).read(stored("letter.letter-sealed", "1", new LetterSealed("red")));
        assertThat(read).extracting(Recorded::position).containsExactly(42L);
        assertThat(read).extracting(Recorded::event).containsExactly(new LetterSealed("red"));
    }

    @Test
    void anEventOutsideAnyAggregateIsAStreamOfItsOwn() {
        Recorded<DomainEvent> read = new WireEventReader(events)
                .read(stored("letter.letter-sealed", "1", new LetterSealed("red")))
                .getFirst();
        assertThat(read.stream()).isEqualTo(read.eventId());
    }

    @Test
    void aRevisionThatIsNoNumberIsTheEventsOwnTrouble() {
        assertThatThrownBy(() -> new WireEventReader(events)
                        .read(stored("letter.letter-sealed", "1.0-SNAPSHOT", new LetterSealed("red"))))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("position 42");
    }

    /** Else a reader that parks what it cannot read would park all that is personal while the keys are away. */
    @Test
    void keysThatCannotBeReachedAreNotTheEventsTrouble() {
        EventWithToken sealed = stored("letter.letter-written", "1", new LetterWritten("author-1", "a text"));
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        EventCodec away = new EventCodec(
                EventTypes.of(List.of(LetterEvent.class)),
                new Upcasters(List.of()),
                new SubjectKeys(
                        new KeyTable(nowhere),
                        MasterKeys.parse(List.of("test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="))));
        assertThatThrownBy(() -> new WireEventReader(new WireEvents(away)).read(sealed))
                .isInstanceOf(KeysUnavailableException.class);
    }
}
