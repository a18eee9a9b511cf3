package dev.fabula.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.eventstore.History;
import dev.fabula.eventstore.HistoryCursor;
import dev.fabula.eventstore.HistoryRange;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.postgres.RecentEvents.Window;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.eventstore.sample.LetterEvent.LetterWritten;
import dev.fabula.local.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private final TestDatabase database = TestDatabase.create(RecentEventsTest.class);
    private final AtomicInteger reads = new AtomicInteger();
    private TestHistory history;
    private RecentEvents recent;

    @BeforeEach
    void start() {
        TestHistory.migrate(database.access());
        history = new TestHistory(database.access());
        recent = new RecentEvents(
                counted(history.node().history()), history.node().head());
    }

    @AfterEach
    void stop() {
        history.close();
        database.close();
    }

    /** The same, and how often it is read. */
    private History counted(History of) {
        return new History() {
            @Override
            public long head() {
                return of.head();
            }

            @Override
            public long positionAt(Instant time) {
                return of.positionAt(time);
            }

            @Override
            public HistoryCursor read(HistoryRange range, UnreadableEvents unreadable) {
                reads.incrementAndGet();
                return of.read(range, unreadable);
            }
        };
    }

    private void append(int lines) {
        String stream = Ulids.next();
        GenericDomainEventMessage<?>[] all = new GenericDomainEventMessage<?>[lines];
        for (int i = 0; i < lines; i++) {
            all[i] = TestHistory.line(stream, i);
        }
        history.append(all);
        hear();
    }

    /** Whoever appends may go on a moment before readers are told. */
    private void hear() {
        try {
            assertThat(history.node().head().awaitPast(history.node().history().head() - 1, Duration.ofSeconds(10)))
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<Long> positions(Window window, long after) {
        return window.after(after).stream().map(Recorded::position).toList();
    }

    @Test
    void manyReadersThatKeepUpReadOnce() {
        append(2);
        assertThat(recent.since(2)).isNotNull();
        append(3);
        for (int reader = 0; reader < 20; reader++) {
            Window window = Objects.requireNonNull(recent.since(2));
            assertThat(positions(window, 2)).containsExactly(3L, 4L, 5L);
            assertThat(window.through()).isEqualTo(5);
            assertThat(positions(window, 4)).containsExactly(5L);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void whoIsFurtherBehindReadsForThemselves() {
        append(2);
        assertThat(recent.since(1)).isNull();
        assertThat(recent.since(2)).isNotNull();
        for (int i = 0; i < 3; i++) {
            append(RecentEvents.MOST / 2);
            assertThat(recent.since(history.node().history().head() - RecentEvents.MOST / 2))
                    .isNotNull();
        }
        assertThat(recent.since(2)).as("too long ago").isNull();
        Window all = Objects.requireNonNull(recent.since(2 + RecentEvents.MOST / 2));
        assertThat(all.events()).hasSize(RecentEvents.MOST);
    }

    @Test
    void whatWasPersonalIsNotKeptPastItsErasure() {
        assertThat(recent.since(0)).isNotNull();
        EventMetadata by = EventMetadata.of(TestHistory.ALDER, new ActorId("olivia"), ActorKind.USER);
        history.append(new GenericDomainEventMessage<DomainEvent>(
                "Letter", Ulids.next(), 0, new LetterWritten("author-1", "dearest"), by.toMap()));
        hear();
        Window before = Objects.requireNonNull(recent.since(0));
        assertThat(before.events().getFirst().event()).isEqualTo(new LetterWritten("author-1", "dearest"));

        history.node().erasures().erase(new Subject(TestHistory.ALDER, "author-1"), "asked for it", by);
        hear();
        Window after = Objects.requireNonNull(recent.since(1));
        assertThat(after.events()).noneMatch(each -> each.event() instanceof LetterWritten);
        assertThat(recent.since(0)).as("is read anew, without its text").isNull();
    }

    @Test
    void readersBeforeAnEventThatCannotBeReadReadForThemselves() {
        assertThat(recent.since(0)).isNotNull();
        append(1);
        history.ask("INSERT INTO event_store.event SELECT event_store.head() + 1, 0, now(), gen_random_uuid(),"
                + " gen_random_uuid(), type, 99, tenant_id, metadata, payload FROM event_store.event");
        history.node().head().reached(2);
        assertThat(recent.since(0)).isNull();
        append(1);
        assertThat(positions(Objects.requireNonNull(recent.since(2)), 2)).containsExactly(3L);
    }
}
