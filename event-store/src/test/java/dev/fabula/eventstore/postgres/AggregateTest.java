package dev.fabula.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.UnreadableEvents;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandInProgressException;
import dev.fabula.eventstore.command.CommandKey;
import dev.fabula.eventstore.command.CommandKeyReusedException;
import dev.fabula.eventstore.command.CommandOutcome;
import dev.fabula.eventstore.command.CommandSender;
import dev.fabula.eventstore.command.Provenance;
import dev.fabula.local.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Aggregates and the commands they decide, on the history. */
class AggregateTest {

    private static final EventMetadata BY = EventMetadata.of(TestHistory.ALDER, new ActorId("olivia"), ActorKind.USER);

    private final TestDatabase database = TestDatabase.create(AggregateTest.class);
    private final List<AutoCloseable> open = new ArrayList<>();
    private TestHistory history;
    private CommandSender sender;
    private Configuration axon;

    @BeforeEach
    void start() {
        TestHistory.migrate(database.access());
        history = new TestHistory(database.access());
        open.add(history);
        axon = configure(history);
        sender = new CommandSender(axon.commandGateway(), history.node().outcomes());
    }

    @AfterEach
    void stop() throws Exception {
        axon.shutdown();
        for (AutoCloseable each : open) {
            each.close();
        }
        database.close();
    }

    private static Configuration configure(TestHistory history) {
        HistoryEventStore store =
                HistoryEventStore.on(history.node().engine(), UnreadableEvents.STOP, NoOpMessageMonitor.instance());
        Configuration configuration = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(_ -> Jackson3Serializer.builder().build())
                .configureTransactionManager(_ -> NoTransactionManager.instance())
                .configureEventStore(_ -> store)
                .configureCorrelationDataProviders(_ -> List.of(new Provenance()))
                .configureSnapshotter(_ -> AggregateSnapshotter.builder()
                        .eventStore(store)
                        .aggregateFactories(List.of(new GenericAggregateFactory<>(Note.class)))
                        .executor(Runnable::run)
                        .build())
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Note.class)
                        .configureSnapshotTrigger(
                                config -> new EventCountSnapshotTriggerDefinition(config.snapshotter(), 5)))
                .buildConfiguration();
        configuration.start();
        return configuration;
    }

    private String opened() {
        String note = Ulids.next();
        assertThat(sender.send(new Note.OpenNote(note, "title"), BY, null)).isPresent();
        return note;
    }

    private String look(String note, TenantId tenant) {
        return axon.commandGateway()
                .sendAndWait(new GenericCommandMessage<>(
                        new Note.Look(note),
                        EventMetadata.of(tenant, new ActorId("olivia"), ActorKind.USER)
                                .toMap()));
    }

    private static CommandKey key(String id, String content) {
        return new CommandKey(id, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCommandIsAnsweredWithVersionAndPosition() {
        String note = opened();
        CommandOutcome outcome =
                sender.send(new Note.WriteLine(note, "one"), BY, null).orElseThrow();
        assertThat(outcome.stream()).isEqualTo(note);
        assertThat(outcome.version()).isEqualTo(1);
        assertThat(outcome.position()).isEqualTo(2);
        assertThat(sender.send(new Note.Look(note), BY, null)).isEmpty();
    }

    @Test
    void eventsCarryWhoActedAndWhatTheyFollowFrom() {
        opened();
        EventMetadata metadata = history.all().getFirst().metadata();
        assertThat(metadata.tenant()).isEqualTo(TestHistory.ALDER);
        assertThat(metadata.actor()).isEqualTo(new ActorId("olivia"));
        assertThat(metadata.causationId()).hasSize(26).isEqualTo(metadata.correlationId());
    }

    @Test
    void anAggregateOfAnotherTenantIsNotThere() {
        String note = opened();
        assertThat(look(note, TestHistory.ALDER)).startsWith(note);
        assertThatThrownBy(() -> look(note, TestHistory.BIRCH)).isInstanceOf(AggregateNotFoundException.class);
    }

    @Test
    void aSnapshotSparesTheEventsBeforeItAndKeepsSecretsSealed() {
        String note = opened();
        sender.send(new Note.WriteSecret(note, "author-1", "a secret"), BY, null);
        for (int i = 0; i < 6; i++) {
            sender.send(new Note.WriteLine(note, "line " + i), BY, null);
        }
        String loaded = TestHistory.ask(
                database.access(),
                database.access().append(),
                "SELECT count(*) FILTER (WHERE snapshot_type = 'Note') || ' ' || count(*) FROM event_store.load('alder', '"
                        + Ulids.toUuid("a note", note) + "', 0, true)");
        assertThat(loaded).startsWith("1 ");
        assertThat(Integer.parseInt(loaded.substring(2))).isLessThan(8);
        String state = look(note, TestHistory.ALDER);
        assertThat(state).contains("line 0", "line 5", "a secret");
        // A snapshot from before the class changed its form is none.
        TestHistory.ask(
                database.access(),
                database.access().append(),
                "SELECT event_store.store_snapshot('alder', '" + Ulids.toUuid("a note", note)
                        + "', 3, 'Note', 'old', '\\x7b7d')");
        assertThat(look(note, TestHistory.ALDER)).isEqualTo(state);
    }

    @Test
    void aRepeatedCommandAnswersWhatItDidTheFirstTime() {
        String note = opened();
        CommandOutcome first = sender.send(new Note.WriteLine(note, "one"), BY, key("k1", "one"))
                .orElseThrow();
        CommandOutcome again = sender.send(new Note.WriteLine(note, "one"), BY, key("k1", "one"))
                .orElseThrow();
        assertThat(first.repeated()).isFalse();
        assertThat(again)
                .isEqualTo(new CommandOutcome(note, first.version(), first.position(), again.at(), true, null));
        assertThat(history.all()).hasSize(2);
        assertThatThrownBy(() -> sender.send(new Note.WriteLine(note, "two"), BY, key("k1", "two")))
                .isInstanceOf(CommandKeyReusedException.class);
    }

    @Test
    void aKeyBelongsToItsTenant() {
        String note = opened();
        sender.send(new Note.WriteLine(note, "one"), BY, key("k1", "one"));
        EventMetadata birch = EventMetadata.of(TestHistory.BIRCH, new ActorId("oscar"), ActorKind.USER);
        String theirs = Ulids.next();
        assertThat(sender.send(new Note.OpenNote(theirs, "x"), birch, key("k1", "x")).orElseThrow().stream())
                .isEqualTo(theirs);
    }

    @Test
    void aRefusedCommandLeavesNothingAndIsDecidedAgain() {
        String note = opened();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> sender.send(new Note.WriteLine(note, " "), BY, key("k1", "")))
                    .hasMessageContaining("an empty line");
        }
        assertThat(history.all()).hasSize(1);
    }

    @Test
    void twoNodesDecideTheSameCommandOnce() throws Exception {
        TestHistory second = new TestHistory(database.access());
        open.add(second);
        Configuration other = configure(second);
        CommandSender otherSender =
                new CommandSender(other.commandGateway(), second.node().outcomes());
        List<CompletableFuture<CommandOutcome>> answers = new ArrayList<>();
        String note = Ulids.next();
        try (AppendLock _ = AppendLock.hold(database.access())) {
            for (CommandSender each : List.of(sender, otherSender)) {
                // Different streams, so that nothing but the key stands between them.
                String stream = each == sender ? note : Ulids.next();
                answers.add(CompletableFuture.supplyAsync(
                        () -> each.send(new Note.OpenNote(stream, "t"), BY, key("k1", "t"))
                                .orElseThrow()));
            }
            while (!history.ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                    .equals("2")) {
                Thread.sleep(5);
            }
        }
        CommandOutcome one = answers.getFirst().join();
        CommandOutcome two = answers.getLast().join();
        assertThat(one.stream()).isEqualTo(two.stream());
        assertThat(one.repeated()).isNotEqualTo(two.repeated());
        assertThat(history.all()).hasSize(1);
        other.shutdown();
    }

    @Test
    void theSameCommandInProgressIsTurnedAway() throws Exception {
        CompletableFuture<?> first;
        String note = Ulids.next();
        try (AppendLock _ = AppendLock.hold(database.access())) {
            first = CompletableFuture.runAsync(() -> sender.send(new Note.OpenNote(note, "t"), BY, key("k1", "t")));
            while (true) {
                CompletableFuture<?> second =
                        CompletableFuture.runAsync(() -> sender.send(new Note.OpenNote(note, "t"), BY, key("k1", "t")));
                try {
                    second.get(200, java.util.concurrent.TimeUnit.MILLISECONDS);
                } catch (java.util.concurrent.ExecutionException failed) {
                    assertThat(failed.getCause()).isInstanceOf(CommandInProgressException.class);
                    break;
                } catch (java.util.concurrent.TimeoutException itWasFirst) {
                    first = second;
                }
            }
        }
        assertThat(first).succeedsWithin(Duration.ofSeconds(20));
        assertThat(history.all()).hasSize(1);
    }

    @Test
    void outcomesAreForgottenAfterTheirTime() {
        String note = opened();
        sender.send(new Note.WriteLine(note, "one"), BY, key("k1", "one"));
        assertThat(history.node().outcomes().expire(Duration.ofHours(24))).isZero();
        assertThat(history.node().outcomes().expire(Duration.ZERO)).isEqualTo(1);
        assertThat(sender.send(new Note.WriteLine(note, "one"), BY, key("k1", "one"))
                        .orElseThrow()
                        .repeated())
                .isFalse();
    }

    @Test
    void rivalsForOneAggregateAreSerialisedOrRefusedButNeverBothApplied() {
        String note = opened();
        List<CompletableFuture<Void>> rivals = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String line = "line " + i;
            rivals.add(CompletableFuture.runAsync(() -> sender.send(new Note.WriteLine(note, line), BY, null)));
        }
        long applied = rivals.stream()
                .filter(rival -> {
                    try {
                        rival.join();
                        return true;
                    } catch (CompletionException refused) {
                        return false;
                    }
                })
                .count();
        assertThat(history.all()).hasSize(1 + (int) applied);
    }
}
