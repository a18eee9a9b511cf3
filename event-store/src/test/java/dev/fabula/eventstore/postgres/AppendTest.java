package dev.fabula.eventstore.postgres;

import static dev.fabula.eventstore.postgres.TestHistory.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.Recorded;
import dev.fabula.eventstore.EventTooLargeException;
import dev.fabula.eventstore.HistoryOverloadedException;
import dev.fabula.eventstore.HistoryUnavailableException;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppendTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.create(AppendTest.class);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private TestHistory history;

    @BeforeEach
    void start() {
        TestHistory.migrate(database.access());
        history = new TestHistory(database.access());
    }

    @AfterEach
    void stop() {
        callers.close();
        history.close();
        database.close();
    }

    private void restart(HistoryLimits limits) {
        history.close();
        history = new TestHistory(database.access(), limits);
    }

    private CompletableFuture<Void> later(GenericDomainEventMessage<?>... messages) {
        return CompletableFuture.runAsync(() -> history.append(messages), callers);
    }

    /** Waits until so many commands stand in line. */
    private void awaitWaiting(int count) throws InterruptedException {
        while (history.meters().get("fabula.history.waiting").gauge().value() < count) {
            Thread.sleep(5);
        }
    }

    private long batches() {
        return history.meters().get("fabula.history.append.batch").summary().count();
    }

    private static Throwable failureOf(CompletableFuture<Void> append) {
        try {
            append.join();
            throw new AssertionError("it was appended");
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }

    @Test
    void positionsCountFromOneWithoutGaps() {
        String stream = Ulids.next();
        history.append(line(stream, 0), line(stream, 1));
        history.append(line(stream, 2));
        assertThatThrownBy(() -> history.append(line(stream, 2))).isInstanceOf(ConcurrencyException.class);
        history.append(line(stream, 3));
        assertThat(history.all()).extracting(Recorded::position).containsExactly(1L, 2L, 3L, 4L);
        assertThat(history.all()).extracting(Recorded::sequence).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void refusesAStreamThatIsThereAlready() {
        String stream = history.appendOne();
        assertThatThrownBy(() -> history.append(line(stream, 0)))
                .isInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining(stream);
    }

    @Test
    void inABatchOfAHundredTheConflictFailsAloneAndNinetyNineSucceed() throws Exception {
        String taken = history.appendOne();
        history.append(line(taken, 1));
        List<CompletableFuture<Void>> appends = new ArrayList<>();
        CompletableFuture<Void> conflicting;
        try (AppendLock _ = AppendLock.hold(database.access())) {
            CompletableFuture<Void> blocked = later(line(Ulids.next(), 0));
            appends.add(blocked);
            awaitBlocked();
            for (int i = 0; i < 99; i++) {
                String stream = Ulids.next();
                appends.add(later(line(stream, 0), line(stream, 1)));
            }
            conflicting = later(line(taken, 1), line(taken, 2));
            awaitWaiting(100);
        }
        long before = batches();
        for (CompletableFuture<Void> append : appends) {
            assertThat(append).succeedsWithin(SOON);
        }
        assertThat(failureOf(conflicting)).isInstanceOf(ConcurrencyException.class);
        assertThat(batches() - before).as("the hundred went as one batch").isLessThanOrEqualTo(2);
        assertThat(history.all()).hasSize(2 + 1 + 99 * 2);
        assertThat(history.all()).extracting(Recorded::position).isSorted().endsWith(201L);
        assertThat(history.meters().get("fabula.history.conflicts").counter().count())
                .isEqualTo(1);
    }

    private void awaitBlocked() throws InterruptedException {
        while (!history.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())")
                .equals("1")) {
            Thread.sleep(5);
        }
    }

    @Test
    void oneOfTwoCommandsInTheSameBatchWinsAStream() throws Exception {
        String stream = Ulids.next();
        List<CompletableFuture<Void>> rivals = new ArrayList<>();
        try (AppendLock _ = AppendLock.hold(database.access())) {
            var _ = later(line(Ulids.next(), 0));
            awaitBlocked();
            rivals.add(later(line(stream, 0)));
            rivals.add(later(line(stream, 0)));
            awaitWaiting(2);
        }
        long won = rivals.stream()
                .filter(rival -> rival.handle((_, failure) -> failure == null).join())
                .count();
        assertThat(won).isEqualTo(1);
    }

    @Test
    void turnsCallersAwayOnceTooManyWait() throws Exception {
        restart(new HistoryLimits(3, 10, 1000, 1000, 10, SOON));
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        String turnedAway = Ulids.next();
        try (AppendLock _ = AppendLock.hold(database.access())) {
            waiting.add(later(line(Ulids.next(), 0)));
            awaitBlocked();
            for (int i = 0; i < 3; i++) {
                waiting.add(later(line(Ulids.next(), 0)));
            }
            awaitWaiting(3);
            assertThatThrownBy(() -> history.append(line(turnedAway, 0)))
                    .isInstanceOf(HistoryOverloadedException.class)
                    .hasMessageContaining("3");
        }
        for (CompletableFuture<Void> append : waiting) {
            assertThat(append).succeedsWithin(SOON);
        }
        assertThat(history.all()).hasSize(4).noneMatch(event -> event.stream().equals(turnedAway));
    }

    @Test
    void whoWaitsTooLongInLineIsToldAndNothingOfItIsWritten() throws Exception {
        restart(new HistoryLimits(10, 10, 1000, 1000, 10, Duration.ofMillis(300)));
        CompletableFuture<Void> late;
        try (AppendLock _ = AppendLock.hold(database.access())) {
            var _ = later(line(Ulids.next(), 0));
            awaitBlocked();
            late = later(line(Ulids.next(), 0));
            assertThat(failureOf(late)).isInstanceOf(HistoryUnavailableException.class);
        }
        history.appendOne();
        assertThat(history.all()).hasSize(2);
    }

    @Test
    void refusesWhatIsTooLargeOrMalformedBeforeAnythingIsWritten() {
        restart(new HistoryLimits(10, 10, 10_000, 500, 2, SOON));
        String stream = Ulids.next();
        assertThatThrownBy(() -> history.append(
                        TestHistory.message(stream, 0, new NoteEvent.LineWritten(stream, "x".repeat(600)))))
                .isInstanceOf(EventTooLargeException.class)
                .hasMessageContaining("note.line-written")
                .hasMessageContaining("500");
        assertThatThrownBy(() -> history.append(line(stream, 0), line(stream, 1), line(stream, 2)))
                .isInstanceOf(EventTooLargeException.class);
        assertThatThrownBy(() -> history.append(line("7", 0))).hasMessageContaining("not a ULID");
        assertThatThrownBy(() -> history.append(
                        new GenericDomainEventMessage<>("Note", stream, 0, new NoteEvent.NoteOpened(stream, ""))))
                .hasMessageContaining("tenantId");
        assertThatThrownBy(() -> history.append(new GenericDomainEventMessage<>(
                        "Letter",
                        stream,
                        0,
                        new NoteEvent.NoteOpened(stream, ""),
                        TestHistory.metadata(TestHistory.ALDER))))
                .hasMessageContaining("Note, not of Letter");
        assertThatThrownBy(() -> history.node()
                        .engine()
                        .appendEvents(
                                List.of(new GenericEventMessage<>("a text", TestHistory.metadata(TestHistory.ALDER)))))
                .hasMessageContaining("java.lang.String");
        assertThat(history.all()).isEmpty();
    }

    @Test
    void refusesMetadataThatItWouldLose() {
        Map<String, String> metadata = TestHistory.metadata(TestHistory.ALDER);
        metadata.put("colour", "blue");
        String stream = Ulids.next();
        assertThatThrownBy(() -> history.append(new GenericDomainEventMessage<>(
                        "Note", stream, 0, new NoteEvent.NoteOpened(stream, ""), metadata)))
                .hasMessageContaining("colour");
    }

    /** What an updated counter row would break: while anybody holds an old snapshot, its dead versions pile up. */
    @Test
    void appendingLeavesNoDeadRowVersionsBehind() {
        for (int i = 0; i < 50; i++) {
            history.appendOne();
        }
        history.ask("SELECT pg_stat_force_next_flush()");
        assertThat(history.ask(
                        "SELECT sum(n_tup_upd + n_tup_del) FROM pg_stat_user_tables WHERE schemaname = 'event_store'"
                                + " AND relname NOT LIKE 'flyway%'"))
                .isEqualTo("0");
    }

    @Test
    void timesNeverGoBackAlongPositions() {
        for (int i = 0; i < 20; i++) {
            history.appendOne();
        }
        assertThat(history.all()).extracting(Recorded::at).isSorted();
    }
}
