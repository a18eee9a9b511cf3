package dev.fabula.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.local.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that are killed with kill -9, whatever they are at, and others that go on. */
class KillTest {

    private static final String NAME = "book-cards";
    private static final String BY = "otto";

    private TestDatabase database;
    private Map<String, String> live;

    @BeforeEach
    void start() {
        database = TestDatabase.create(KillTest.class);
        TestLibrary.migrate(database.access());
        try (TestLibrary library = library("zero")) {
            new Story(7).goOn(library, 3_000);
            library.settle(NAME, "shelf-counts");
            live = library.rows("book_card");
        }
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private TestLibrary library(String node) {
        return new TestLibrary(database.access(), node, TestLibrary.QUICK, new BookCards(), new ShelfCounts());
    }

    private String operate(String sql) {
        return TestLibrary.ask(database.access(), database.access().operate(), sql);
    }

    private String rebuild(String column) {
        return operate("SELECT " + column + " FROM projection.rebuild ORDER BY id DESC LIMIT 1");
    }

    private void request(String rate) {
        operate("INSERT INTO projection.rebuild (projection, version, state, rate, workers, requested_by)"
                + " VALUES ('" + NAME + "', 1, 'queued', " + rate + ", 2, '" + BY + "')");
    }

    private void assertReadersSeeWhatTheySawBefore() {
        assertThat(operate("SELECT count(*) FROM read_model.book_card")).isEqualTo(Integer.toString(live.size()));
    }

    /** Another node ends what the killed one began, and nothing is there twice. */
    private void assertAnotherNodeResumes(int takeovers) throws Exception {
        assertReadersSeeWhatTheySawBefore();
        try (TestLibrary other = library("other")) {
            other.awaitRebuild(NAME, Rebuild.State.READY);
            assertThat(other.verification(NAME).equal())
                    .as(other.verification(NAME).toString())
                    .isTrue();
            assertThat(other.rebuild(NAME).rebuild().takeovers()).isEqualTo(takeovers);
            other.operations().promote(NAME, null, BY);
            assertThat(other.rows("book_card")).isEqualTo(live);
            assertThat(operate("SELECT count(*) FROM projection.generation WHERE projection = '" + NAME + "'"))
                    .isEqualTo("2");
        }
    }

    @Test
    void aNodeThatDiesWhileItFillsIsFollowedByOneThatGoesOnFromItsCheckpoint() throws Exception {
        request("1500");
        LibraryProcess node = LibraryProcess.start(database.access(), "doomed");
        TestLibrary.await("a checkpoint", () -> Long.parseLong(rebuild("checkpoint")) >= 1_000);
        node.kill();
        assertThat(rebuild("state")).isEqualTo("building");
        long checkpoint = Long.parseLong(rebuild("checkpoint"));
        assertThat(checkpoint).isLessThan(3_000);
        operate("UPDATE projection.rebuild SET rate = NULL");
        assertAnotherNodeResumes(1);
        assertThat(Long.parseLong(rebuild("events"))).isBetween(2_000L, 3_000L);
    }

    @Test
    void aNodeThatDiesBeforeItsFirstCheckpointLeavesNothingButAnEmptyTable() throws Exception {
        request("200");
        LibraryProcess node = LibraryProcess.start(database.access(), "doomed");
        TestLibrary.await("some progress", () -> Long.parseLong(rebuild("reached")) > 0);
        node.kill();
        assertThat(rebuild("checkpoint")).isEqualTo("0");
        operate("UPDATE projection.rebuild SET rate = NULL");
        assertAnotherNodeResumes(1);
    }

    @Test
    void aNodeThatDiesWhileItCatchesUpIsFollowed() throws Exception {
        request("1500");
        LibraryProcess node = LibraryProcess.start(database.access(), "doomed");
        TestLibrary.await("a generation", () -> rebuild("state").equals("building"));
        // As an operation on the new generation would, this keeps its batches from going on.
        try (Connection holding =
                        TestLibrary.connect(database.access(), database.access().operate());
                Statement statement = holding.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(471382071, " + rebuild("generation_id") + ")");
            try (TestLibrary writer = library("writer")) {
                writer.append(
                        TestLibrary.ALDER, dev.fabula.eventstore.codec.Ulids.next(), new BookEvent.BookDusted("late"));
                TestLibrary.await("it to catch up", () -> rebuild("state").equals("catching-up"));
                node.kill();
                assertThat(rebuild("state")).isEqualTo("catching-up");
            }
        }
        assertAnotherNodeResumes(Integer.parseInt(rebuild("takeovers")) + 1);
    }

    @Test
    void aNodeThatDiesWhileItComparesIsFollowed() throws Exception {
        LibraryProcess node;
        try (Connection holding =
                        TestLibrary.connect(database.access(), database.access().owner());
                Statement statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            // What readers see cannot be read, so the comparison cannot end.
            statement.execute("LOCK TABLE read_generation.book_card_1 IN ACCESS EXCLUSIVE MODE");
            request("NULL");
            node = LibraryProcess.start(database.access(), "doomed");
            TestLibrary.await("it to compare", () -> rebuild("state").equals("verifying"));
            Thread.sleep(200);
            node.kill();
            holding.rollback();
        }
        assertThat(rebuild("state")).isEqualTo("verifying");
        assertAnotherNodeResumes(1);
    }

    @Test
    void aNodeThatDiesWhileARebuildWaitsForItsPromotionIsNotMissed() throws Exception {
        request("NULL");
        LibraryProcess node = LibraryProcess.start(database.access(), "doomed");
        TestLibrary.await("it to be ready", () -> rebuild("state").equals("ready"));
        node.kill();
        assertAnotherNodeResumes(0);
    }

    @Test
    void nodesShareSegmentsAndTakeThoseOfOneThatDiesAndARebuildRunsOnce() throws Exception {
        try (TestLibrary one = library("one")) {
            LibraryProcess two = LibraryProcess.start(database.access(), "two");
            TestLibrary.await("both to have segments", () -> owners().equals(Set.of("one 2", "two 2")));
            one.operations().rebuild(NAME, null, 1, BY);
            one.awaitRebuild(NAME, Rebuild.State.READY);
            assertThat(operate("SELECT count(*) FROM projection.generation WHERE projection = '" + NAME + "'"))
                    .isEqualTo("2");
            assertThat(rebuild("takeovers")).isEqualTo("0");
            Story story = new Story(8);
            Thread writer = Thread.ofPlatform().start(() -> story.goOn(one, 1_500));
            Thread.sleep(300);
            two.kill();
            writer.join();
            TestLibrary.await("one to have all segments", () -> owners().equals(Set.of("one 4")));
            one.settle(NAME, "shelf-counts");
            TestLibrary.await(
                    "the new generation to follow",
                    () -> one.operations().status(NAME).generations().stream()
                            .allMatch(generation -> generation.lagPositions() == 0));
            assertThat(one.operations().verify(NAME).equal()).isTrue();
            assertThat(one.operations().verify("shelf-counts").equal()).isTrue();
        }
    }

    /** Each node with how many segments of what readers see it has. */
    private Set<String> owners() {
        try (Connection connection =
                        TestLibrary.connect(database.access(), database.access().operate());
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT owner || ' ' || count(*) FROM projection.progress"
                        + " WHERE processor = 'book-cards/1' AND owner IS NOT NULL GROUP BY owner")) {
            Set<String> owners = new TreeSet<>();
            while (row.next()) {
                owners.add(row.getString(1));
            }
            return owners.stream().collect(Collectors.toSet());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
