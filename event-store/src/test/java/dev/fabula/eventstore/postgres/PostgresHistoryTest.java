package dev.fabula.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryContract;
import dev.fabula.eventstore.HistoryPassed;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresHistoryTest extends HistoryContract {

    private static final String LINE = "note.line-written";

    private final TestDatabase database = TestDatabase.create(PostgresHistoryTest.class);
    private TestHistory history;

    @BeforeEach
    void start() {
        TestHistory.migrate(database.access());
        history = new TestHistory(database.access());
    }

    @AfterEach
    void stop() {
        history.close();
        database.close();
    }

    @Override
    protected History history() {
        return history.node().history();
    }

    @Override
    protected String append(List<? extends DomainEvent> events) {
        String stream = Ulids.next();
        List<GenericDomainEventMessage<DomainEvent>> messages = new ArrayList<>();
        for (DomainEvent event : events) {
            messages.add(new GenericDomainEventMessage<>("Letter", stream, messages.size(), event, BY.toMap()));
        }
        history.node().engine().appendEvents(messages);
        return stream;
    }

    @Override
    protected void appendStored(String type, int revision, String payload) {
        history.ask("SELECT count(*) FROM event_store.register_event_types(ARRAY['" + type + "'])");
        insert(type, revision, payload);
    }

    private void append(int lines) {
        String stream = Ulids.next();
        for (int i = 0; i < lines; i++) {
            history.append(TestHistory.line(stream, i));
        }
    }

    private void appendOther() {
        String stream = Ulids.next();
        history.append(TestHistory.message(stream, 0, new NoteEvent.NoteOpened(stream, "title")));
    }

    private void appendUnknown() {
        insert(LINE, 99, "{}");
    }

    /** As an older or newer version of the product would have written it. */
    private void insert(String type, int revision, String payload) {
        history.ask("INSERT INTO event_store.event SELECT event_store.head() + 1, 0, now(), gen_random_uuid(),"
                + " gen_random_uuid(), (SELECT id FROM event_store.event_type WHERE name = '" + type + "'), " + revision
                + ", 'alder', convert_to('{\"actorId\":\"olivia\",\"actorKind\":\"user\",\"later\":[1]}', 'UTF8'),"
                + " convert_to('" + payload + "', 'UTF8')");
        history.node().head().reached(history().head());
    }

    @Test
    void bytesThatWereStoredUnderAnOlderRevisionReadAsTodaysEvent() {
        insert(LINE, 1, "{\"note\":\"n\",\"body\":\"as it was called then\"}");
        assertThat(history.all())
                .singleElement()
                .extracting(Recorded::event)
                .isEqualTo(new NoteEvent.LineWritten("n", "as it was called then"));
    }

    @Test
    void bytesThatAreNoJsonAreReportedNotSkipped() {
        insert(LINE, 2, "{\"note\":");
        assertThatThrownBy(() -> history.all())
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("position 1");
    }

    @Test
    void aStreamComesUpToWhatStopsItAndNeverGetsPast() throws Exception {
        append(2);
        appendUnknown();
        append(1);
        try (HistoryStream stream = history.stream(0, Set.of(), UnreadableEvents.STOP, false)) {
            assertThat(HistoryStream.positionOf(stream.nextAvailable().trackingToken()))
                    .isEqualTo(1);
            assertThat(HistoryStream.positionOf(stream.nextAvailable().trackingToken()))
                    .isEqualTo(2);
            for (int again = 0; again < 3; again++) {
                assertThatThrownBy(() -> stream.hasNextAvailable(600, TimeUnit.MILLISECONDS))
                        .isInstanceOf(UnreadableEventException.class)
                        .hasMessageContaining("position 3");
            }
        }
    }

    @Test
    void aReaderThatParksKeepsWhatItSteppedOver() {
        append(1);
        appendUnknown();
        append(1);
        ParkedEvents parked = new ParkedEvents(history.operatePool(), "a-reader");
        try (HistoryStream stream = history.stream(0, Set.of(), parked, false)) {
            assertThat(stream.peek()).isPresent();
        }
        assertThat(
                        TestHistory.ask(
                                database.access(),
                                database.access().operate(),
                                "SELECT reader || ' ' || position || ' ' || type || ' ' || revision FROM event_store.parked_event"))
                .isEqualTo("a-reader 2 " + LINE + " 99");
    }

    @Test
    void aStreamOfSomeTypesWakesUpForTheseAndForgetsNoneOnItsWay() throws Exception {
        append(3);
        try (HistoryStream stream = history.stream(0, Set.of("note.note-opened"), UnreadableEvents.STOP, false)) {
            assertThat(stream.hasNextAvailable(10, TimeUnit.MILLISECONDS)).isFalse();
            appendOther();
            append(2);
            appendOther();
            assertThat(HistoryStream.positionOf(stream.nextAvailable().trackingToken()))
                    .isEqualTo(4);
            assertThat(HistoryStream.positionOf(stream.nextAvailable().trackingToken()))
                    .isEqualTo(7);
        }
    }

    @Test
    void aStreamSaysWhatItHasPassedWithoutHandingItOut() throws Exception {
        append(3);
        try (HistoryStream stream = history.stream(0, Set.of("note.note-opened"), UnreadableEvents.STOP, true)) {
            assertThat(stream.nextAvailable())
                    .satisfies(passed -> assertThat(HistoryStream.positionOf(passed.trackingToken()))
                            .isEqualTo(3))
                    .satisfies(passed -> assertThat(passed.getPayload()).isInstanceOf(HistoryPassed.class));
            assertThat(stream.hasNextAvailable(10, TimeUnit.MILLISECONDS)).isFalse();
            appendOther();
            assertThat(stream.nextAvailable().getPayload()).isNotInstanceOf(HistoryPassed.class);
        }
    }

    /** As Axon's coordinator does with the thread that it lets in too early. */
    @Test
    void aThreadThatLooksWhileAnotherTakesMakesNothingComeTwice() throws Exception {
        try (HistoryStream stream = history.stream(0, Set.of(), UnreadableEvents.STOP, false)) {
            AtomicBoolean stopped = new AtomicBoolean();
            Thread looking = Thread.ofPlatform().start(() -> {
                while (!stopped.get()) {
                    stream.peek();
                }
            });
            Thread writing = Thread.ofPlatform().start(() -> append(500));
            List<Long> taken = new ArrayList<>();
            while (taken.size() < 500) {
                taken.add(HistoryStream.positionOf(stream.nextAvailable().trackingToken()));
            }
            writing.join();
            assertThat(stream.hasNextAvailable(50, TimeUnit.MILLISECONDS)).isFalse();
            stopped.set(true);
            looking.join();
            Ledger.assertDense(taken);
        }
    }

    @Test
    void historyThatIsLongerThanTwoPagesOfRowsIsReadWhole() {
        history.ask("INSERT INTO event_store.event SELECT n, n, now(), '00000000-0000-0000-0000-000000000001',"
                + " gen_random_uuid(), (SELECT id FROM event_store.event_type WHERE name = '" + LINE + "'), 2, 'alder',"
                + " convert_to('{\"actorId\":\"olivia\",\"actorKind\":\"user\"}', 'UTF8'),"
                + " convert_to('{\"note\":\"n\",\"text\":\"t\"}', 'UTF8') FROM generate_series(1, 9001) n");
        Ledger.assertDense(history.all().stream().map(Recorded::position).toList());
        assertThat(history.read(HistoryRange.of(3_999, 8_001))).hasSize(4_002);
    }
}
