package dev.fabula.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.eventstore.UnreadableEventException;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.MasterKeyException;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.eventstore.privacy.SubjectErasedException;
import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.supervisor.DatabaseAccess.Login;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.local.testing.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private static final String OTHER_KEY = "second:YWJjZGVmMDEyMzQ1Njc4OTAxMjM0NTY3ODlhYmNkZWY=";
    private static final EventMetadata BY = EventMetadata.of(TestHistory.ALDER, new ActorId("otto"), ActorKind.USER);

    private final TestDatabase database = TestDatabase.create(ErasureTest.class);
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

    /** By olivia, from an address that is hers, about the author. */
    private String writeSecret(String author, String text) {
        String stream = Ulids.next();
        Map<String, String> metadata = TestHistory.metadata(TestHistory.ALDER);
        metadata.put(EventMetadata.SOURCE_IP, "203.0.113.77");
        history.append(new GenericDomainEventMessage<>(
                "Note",
                stream,
                0,
                new NoteEvent.SecretWritten(stream, author, text, new NoteEvent.Address("Elm Street", 7)),
                metadata));
        return stream;
    }

    private void erase(String subject) {
        history.node().erasures().erase(new Subject(TestHistory.ALDER, subject), "asked for it", BY);
    }

    private NoteEvent.SecretWritten secret(TestHistory node) {
        return (NoteEvent.SecretWritten) node.all().getFirst().event();
    }

    @Test
    void whatWasSealedIsReadUntilItsSubjectIsErasedAndThenReadsAsItsReplacement() {
        writeSecret("author-1", "I never liked the river");
        Recorded<?> before = history.all().getFirst();
        assertThat(secret(history).text()).isEqualTo("I never liked the river");
        assertThat(secret(history).address()).isEqualTo(new NoteEvent.Address("Elm Street", 7));
        assertThat(before.metadata().sourceIp()).isEqualTo("203.0.113.77");
        erase("author-1");
        assertThat(secret(history).text()).isEmpty();
        assertThat(secret(history).address().street()).isEqualTo("Elm Street");
        erase("olivia");
        assertThat(secret(history).address()).isEqualTo(new NoteEvent.Address("?", 0));
        assertThat(history.all().getFirst().metadata().sourceIp()).isNull();
        assertThat(history.all().getFirst().metadata().actor()).isEqualTo(new ActorId("olivia"));
    }

    @Test
    void historySaysOnceThatAKeyIsDestroyed() {
        writeSecret("author-1", "text");
        var first = history.node().erasures().erase(new Subject(TestHistory.ALDER, "author-1"), "asked", BY);
        var again = history.node().erasures().erase(new Subject(TestHistory.ALDER, "author-1"), "asked", BY);
        assertThat(again.position()).isEqualTo(first.position()).isEqualTo(2);
        assertThat(history.all().getLast().event()).isEqualTo(new SubjectKeyDestroyed("author-1", "asked"));
        assertThat(history.all()).hasSize(2);
        assertThat(history.node().erasures().find(new Subject(TestHistory.ALDER, "author-1")))
                .hasValue(first);
        assertThat(history.node().erasures().find(new Subject(TestHistory.BIRCH, "author-1")))
                .isEmpty();
    }

    @Test
    void anErasureThatWasInterruptedIsRecordedByTheNextStart() {
        writeSecret("author-1", "text");
        history.node().keyAdministration().destroy(new Subject(TestHistory.ALDER, "author-1"), "asked");
        assertThat(history.all()).hasSize(1);
        history.close();
        history = new TestHistory(database.access());
        assertThat(history.all().getLast().event()).isEqualTo(new SubjectKeyDestroyed("author-1", "asked"));
        assertThat(history.node().keyAdministration().unrecorded()).isEmpty();
    }

    @Test
    void nothingPersonalOfAnErasedSubjectIsRecordedAgain() {
        erase("never-seen");
        assertThatThrownBy(() -> writeSecret("never-seen", "text"))
                .isInstanceOf(SubjectErasedException.class)
                .hasMessageContaining("never-seen");
        assertThat(history.all()).hasSize(1);
    }

    @Test
    void theSameSubjectOfAnotherTenantKeepsItsData() {
        String stream = Ulids.next();
        history.append(new GenericDomainEventMessage<>(
                "Note",
                stream,
                0,
                new NoteEvent.SecretWritten(stream, "author-1", "theirs", null),
                TestHistory.metadata(TestHistory.BIRCH)));
        erase("author-1");
        assertThat(secret(history).text()).isEqualTo("theirs");
    }

    @Test
    void anotherNodeForgetsADestroyedKeyAtOnce() throws Exception {
        writeSecret("author-1", "text");
        try (TestHistory other = new TestHistory(database.access())) {
            assertThat(secret(other).text()).isEqualTo("text");
            erase("author-1");
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!secret(other).text().isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            assertThat(secret(other).text()).isEmpty();
        }
    }

    /** Tables, indexes, snapshots and the write-ahead log: whatever a copy of the disk would hold. */
    @Test
    void nowhereOnDiskIsThePlainText() throws Exception {
        String secret = "the-letter-" + Ulids.next();
        String stream = writeSecret("author-1", secret);
        Note note = new Note();
        note.on(new NoteEvent.NoteOpened(stream, "a title"));
        note.on(new NoteEvent.SecretWritten(stream, "author-1", secret, null));
        TenantOfWorkForTests.run(
                () -> history.node().engine().storeSnapshot(new GenericDomainEventMessage<>("Note", stream, 0, note)));
        checkpoint();
        Path data = Path.of(System.getProperty("fabula.home"), "target", "test-servers");
        Assumptions.assumeTrue(Files.isDirectory(data), "the server's files are not on this machine");
        assertThat(filesWith(data, stream)).as("the search finds what is there").isNotEmpty();
        assertThat(filesWith(data, "\"secret\":{\"subject\":\"author-1\",\"sealed\":"))
                .as("the snapshot is there, sealed")
                .isNotEmpty();
        assertThat(filesWith(data, secret)).isEmpty();
        erase("author-1");
        checkpoint();
        assertThat(filesWith(data, secret)).isEmpty();
        assertThat(secret(history).text()).isEmpty();
    }

    /** Until then, changed pages are in memory alone. */
    private static void checkpoint() {
        Endpoint server = TestServers.of(ServerKind.POSTGRES);
        Login administrator = new Login(server.username(), server.password());
        String url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/postgres";
        TestHistory.ask(
                new DatabaseAccess(url, administrator, administrator, administrator, administrator, administrator),
                administrator,
                "CHECKPOINT");
    }

    private static List<Path> filesWith(Path folder, String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        List<Path> found = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().contains("base") || file.toString().contains("pg_wal")) {
                    try {
                        if (contains(Files.readAllBytes(file), wanted)) {
                            found.add(file);
                        }
                    } catch (NoSuchFileException gone) {
                        // A database that another test has dropped meanwhile.
                    }
                }
            }
        }
        return found;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        outer:
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (bytes[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }

    @Test
    void aChangedCiphertextIsReportedWithItsPosition() {
        writeSecret("author-1", "text");
        String payload = history.ask("SELECT encode(payload, 'hex') FROM event_store.event");
        String json = new String(HexFormat.of().parseHex(payload), StandardCharsets.UTF_8);
        String changed = json.replaceFirst("\"sealed\":\"....", "\"sealed\":\"AAAA");
        history.ask(
                "INSERT INTO event_store.event SELECT 2, 1, recorded_at, stream_id, gen_random_uuid(), type, revision,"
                        + " tenant_id, metadata, convert_to('" + changed + "', 'UTF8') FROM event_store.event");
        assertThatThrownBy(() -> history.all())
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("position 2")
                .hasMessageContaining("note.secret-written")
                .hasMessageContaining("changed");
    }

    @Test
    void aNewMasterKeyTakesOverAndTheOldOneCanGo() {
        writeSecret("author-1", "text");
        history.close();
        history = new TestHistory(
                database.access(), HistoryLimits.DEFAULT, database.access().url(), OTHER_KEY, TestHistory.MASTER_KEY);
        assertThat(secret(history).text()).isEqualTo("text");
        assertThat(history.node().keyAdministration().rewrap()).isEqualTo(2);
        assertThat(history.node().keyAdministration().rewrap()).isZero();
        history.close();
        history = new TestHistory(database.access(), HistoryLimits.DEFAULT, OTHER_KEY);
        assertThat(secret(history).text()).isEqualTo("text");
    }

    @Test
    void refusesToStartWithAMissingOrWrongMasterKey() {
        writeSecret("author-1", "text");
        assertThatThrownBy(() -> new TestHistory(database.access(), HistoryLimits.DEFAULT, OTHER_KEY))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("master key first is missing");
        String wrong = OTHER_KEY.replace("second:", "first:");
        assertThatThrownBy(() -> new TestHistory(database.access(), HistoryLimits.DEFAULT, wrong))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("master key first is not the one")
                .hasMessageNotContaining(wrong.substring(6));
        assertThatThrownBy(() -> new TestHistory(database.access(), HistoryLimits.DEFAULT, "first:c2hvcnQ="))
                .hasMessageContaining("5 bytes instead of 32");
    }
}
