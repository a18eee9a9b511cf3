package dev.fabula.projection.runtime;

import static dev.fabula.projection.runtime.TestLibrary.ALDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import dev.fabula.projection.runtime.BookEvent.BookLent;
import dev.fabula.projection.runtime.Generation.State;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A read model built beside the live one, compared, shown, taken back. */
class RebuildTest {

    private static final String BY = "otto";

    private TestDatabase database;
    private TestLibrary library;

    @BeforeEach
    void start() {
        database = TestDatabase.create(RebuildTest.class);
        TestLibrary.migrate(database.access());
        library = new TestLibrary(database.access(), "one", TestLibrary.QUICK, new BookCards(), new ShelfCounts());
    }

    @AfterEach
    void stop() {
        library.close();
        database.close();
    }

    private @Nullable State stateOf(String name, int number) {
        return library.operations().status(name).generations().stream()
                .filter(generation -> generation.number() == number)
                .map(ProjectionStatus.Copy::state)
                .findFirst()
                .orElse(null);
    }

    @Test
    void whatIsRebuiltIsEqualAndCanBeShownTakenBackAndDropped() throws Exception {
        new Story(1).goOn(library, 3_000);
        library.settle("book-cards", "shelf-counts");
        for (String name : List.of("book-cards", "shelf-counts")) {
            String view = name.equals("book-cards") ? "book_card" : "shelf_count";
            Map<String, String> live = library.rows(view);
            library.operations().rebuild(name, null, 2, BY);
            ProjectionStatus.RebuildStatus ready = library.awaitRebuild(name, Rebuild.State.READY);
            assertThat(library.verification(name)).satisfies(verification -> {
                assertThat(verification.equal()).as(verification.toString()).isTrue();
                assertThat(verification.rows()).isEqualTo(live.size());
                assertThat(verification.position())
                        .isEqualTo(library.history().history().head());
            });
            assertThat(ready.rebuild().events()).isGreaterThan(1_000);
            assertThat(library.generation(view + "_2")).isEqualTo(live);

            library.operations().promote(name, null, BY);
            assertThat(stateOf(name, 2)).isEqualTo(State.CURRENT);
            assertThat(stateOf(name, 1)).isEqualTo(State.PREVIOUS);
            assertThat(library.rows(view)).isEqualTo(live);

            new Story(2).goOn(library, 50);
            library.settle(name);
            library.operations().rollback(name, null, BY);
            assertThat(stateOf(name, 1)).isEqualTo(State.CURRENT);
            library.settle(name);
            assertThat(library.rows(view))
                    .isEqualTo(library.generation(view + "_2"))
                    .isNotEqualTo(live);

            library.operations().drop(name, BY);
            assertThat(stateOf(name, 2)).isNull();
            TestLibrary.await(
                    view + "_2 to go",
                    () -> library.operate("SELECT to_regclass('read_generation." + view + "_2')")
                            .equals("null"));
        }
        assertThat(
                        library.operate(
                                "SELECT string_agg(what, ' ' ORDER BY id) FROM projection.operation WHERE projection = 'book-cards'"))
                .isEqualTo("rebuild promote rollback drop");
    }

    @Test
    void aGenerationHasTheKeysIndexesChecksAndRightsOfItsTemplate() throws Exception {
        new Story(1).goOn(library, 100);
        library.operations().rebuild("book-cards", null, 1, BY);
        library.awaitRebuild("book-cards", Rebuild.State.READY);
        String shape = "SELECT string_agg(replace(d, '%s', 'x'), ' ' ORDER BY d) FROM ("
                + "SELECT regexp_replace(pg_get_indexdef(indexrelid), 'INDEX \\S+ ON \\S+', '') d FROM pg_index WHERE indrelid = 'read_generation.%1$s'::regclass"
                + " UNION ALL SELECT contype::text || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'read_generation.%1$s'::regclass"
                + " UNION ALL SELECT polname || polcmd::text || polroles::text FROM pg_policy WHERE polrelid = 'read_generation.%1$s'::regclass"
                + " UNION ALL SELECT relrowsecurity::text || relforcerowsecurity || relacl::text FROM pg_class WHERE oid = 'read_generation.%1$s'::regclass)";
        String one = library.ask(shape.formatted("book_card_1"));
        assertThat(library.ask(shape.formatted("book_card_2")))
                .isEqualTo(one)
                .contains("PRIMARY KEY", "is_lent", "CHECK", "truetrue", "fabula_app=r/");
        assertThatThrownBy(
                        () -> library.operate(
                                "INSERT INTO read_generation.book_card_1 SELECT * FROM read_template.book_card; DROP TABLE read_generation.book_card_1"))
                .hasMessageContaining("must be owner");
    }

    @Test
    void aRowThatWasCorruptedIsNamedAndCanBeMended() throws Exception {
        new Story(3).goOn(library, 500);
        library.settle("book-cards");
        Map<String, String> right = library.rows("book_card");
        List<String> keys = right.keySet().stream().sorted().limit(3).toList();
        library.operate("UPDATE read_generation.book_card_1 SET title = 'wrong' WHERE " + is(keys.get(0)));
        library.operate("DELETE FROM read_generation.book_card_1 WHERE " + is(keys.get(1)));
        library.operate(
                "INSERT INTO read_generation.book_card_1 SELECT tenant_id, 'nowhere', title, shelf, lent_to, times_lent, moves, is_lent, wear,"
                        + " fees, last_activity, added_on, remarks, details, position FROM read_generation.book_card_1 WHERE "
                        + is(keys.get(2)));

        Verification sample = library.operations().verify("book-cards");
        assertThat(sample.equal()).isFalse();
        assertThat(sample.examples()).extracting(Verification.Difference::key).contains("nowhere");

        library.operations().rebuild("book-cards", null, 1, BY);
        ProjectionStatus.RebuildStatus ready = library.awaitRebuild("book-cards", Rebuild.State.READY);
        Verification found = Objects.requireNonNull(ready.verification());
        assertThat(found.equal()).isFalse();
        assertThat(found.differences()).isEqualTo(3);
        assertThat(found.examples())
                .extracting(difference -> difference.tenant() + "/" + difference.key())
                .contains(keys.get(0), keys.get(1));
        assertThat(found.examples())
                .filteredOn(difference -> keys.get(0).endsWith(difference.key()))
                .allSatisfy(difference -> {
                    assertThat(String.valueOf(difference.live())).contains("title=wrong");
                    assertThat(String.valueOf(difference.fresh())).contains("title=title ");
                });
        assertThatThrownBy(() -> library.operations().promote("book-cards", null, BY))
                .isInstanceOf(OperationRefusedException.class)
                .hasMessageContaining("differs from the live one in 3 keys");

        for (Verification.Difference difference : found.examples()) {
            library.operations()
                    .repairKey(
                            "book-cards",
                            new dev.fabula.contracts.tenancy.TenantId(difference.tenant()),
                            difference.key(),
                            BY);
        }
        assertThat(library.rows("book_card")).isEqualTo(right);
        assertThat(library.operations().verify("book-cards").equal()).isTrue();
        library.operations().promote("book-cards", null, BY);
    }

    private static String is(String key) {
        return "tenant_id || '/' || book = '" + key + "'";
    }

    @Test
    void aNewVersionThatFoldsWrongIsCaughtAndPromotedOnlyForAReason() throws Exception {
        new Story(4).goOn(library, 500);
        library.settle("shelf-counts");
        Map<String, String> right = library.rows("shelf_count");
        library.close();
        library = new TestLibrary(
                database.access(), "one", TestLibrary.QUICK, new ShelfCounts(), new ShelfCounts(2, 100));
        // Nobody asked for it: a new version is built as soon as a node has it.
        ProjectionStatus.RebuildStatus ready = library.awaitRebuild("shelf-counts", Rebuild.State.READY);
        Verification found = Objects.requireNonNull(ready.verification());
        assertThat(found.equal()).isFalse();
        assertThat(found.examples())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.key()).endsWith("7"));
        assertThat(library.rows("shelf_count")).isEqualTo(right);
        assertThatThrownBy(() -> library.operations().promote("shelf-counts", null, BY))
                .isInstanceOf(OperationRefusedException.class);
        library.operations().promote("shelf-counts", "sevens count a hundredfold from now on", BY);
        assertThat(library.rows("shelf_count")).isNotEqualTo(right);
        assertThat(library.rebuild("shelf-counts").rebuild().accepted())
                .isEqualTo("sevens count a hundredfold from now on");
        library.operations().rollback("shelf-counts", null, BY);
        assertThat(library.rows("shelf_count")).isEqualTo(right);
    }

    @Test
    void aRebuildCanBePausedResumedAndCancelled() throws Exception {
        new Story(5).goOn(library, 2_000);
        library.operations().rebuild("book-cards", 500L, 1, BY);
        TestLibrary.await("the rebuild to be on its way", () -> {
            ProjectionStatus.RebuildStatus now = library.rebuild("book-cards");
            return now.rebuild().state() == Rebuild.State.BUILDING && now.progress() > 0;
        });
        assertThatThrownBy(() -> library.operations().rebuild("book-cards", null, 1, BY))
                .isInstanceOf(OperationRefusedException.class)
                .hasMessageContaining("is open");
        library.operations().pause("book-cards", true, BY);
        Thread.sleep(1_500);
        double paused = library.rebuild("book-cards").progress();
        Thread.sleep(1_500);
        assertThat(library.rebuild("book-cards").progress()).isEqualTo(paused).isLessThan(1);
        library.operations().pause("book-cards", false, BY);
        TestLibrary.await(
                "the rebuild to go on", () -> library.rebuild("book-cards").progress() > paused);
        library.operations().cancel("book-cards", BY);
        assertThat(library.rebuild("book-cards").rebuild().state()).isEqualTo(Rebuild.State.CANCELLED);
        TestLibrary.await(
                "what was built to go",
                () -> library.operate("SELECT to_regclass('read_generation.book_card_2')")
                        .equals("null"));
        library.operations().rebuild("book-cards", null, 1, BY);
        library.awaitRebuild("book-cards", Rebuild.State.READY);
        assertThat(library.rebuild("book-cards").generationNumber()).isEqualTo(3);
    }

    @Test
    void commandsGoOnDuringARebuildAndItsPromotion() throws Exception {
        Story story = new Story(6);
        story.goOn(library, 1_000);
        Thread writer = Thread.ofPlatform().start(() -> story.goOn(library, 4_000));
        int promoted = 0;
        while (writer.isAlive()) {
            library.operations().rebuild("shelf-counts", null, 2, BY);
            ProjectionStatus.RebuildStatus ready = library.awaitRebuild("shelf-counts", Rebuild.State.READY);
            assertThat(library.verification("shelf-counts").equal())
                    .as(String.valueOf(ready.verification()))
                    .isTrue();
            library.operations().promote("shelf-counts", null, BY);
            promoted++;
        }
        writer.join();
        assertThat(promoted).isPositive();
        library.settle("shelf-counts");
        Map<String, String> shown = library.rows("shelf_count");
        library.operations().rebuild("shelf-counts", null, 1, BY);
        library.awaitRebuild("shelf-counts", Rebuild.State.READY);
        library.operations().promote("shelf-counts", null, BY);
        assertThat(library.rows("shelf_count")).isEqualTo(shown);
    }

    @Test
    void aReaderWhoTakesLongIsNotInterruptedByAPromotion() throws Exception {
        new Story(9).goOn(library, 100);
        library.operations().rebuild("book-cards", null, 1, BY);
        library.awaitRebuild("book-cards", Rebuild.State.READY);
        try (Connection reader =
                        TestLibrary.connect(database.access(), database.access().app());
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT set_config('fabula.tenant', 'alder', true)");
            statement.execute("SELECT count(*) FROM read_model.book_card");
            CompletableFuture<ProjectionStatus> promoted = CompletableFuture.supplyAsync(() -> {
                try {
                    return library.operations().promote("book-cards", null, BY);
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            });
            Thread.sleep(2_500);
            assertThat(promoted).isNotDone();
            statement.execute("SELECT count(*) FROM read_model.book_card");
            reader.commit();
            assertThat(promoted.get(30, TimeUnit.SECONDS).generations())
                    .extracting(ProjectionStatus.Copy::state)
                    .containsExactlyInAnyOrder(State.PREVIOUS, State.CURRENT);
        }
    }

    @Test
    void anErasedSubjectIsForgottenByEveryGeneration() throws Exception {
        String book = Ulids.next();
        library.append(
                ALDER,
                book,
                new BookAdded(book, "one", "a1"),
                new BookEvent.BookRemarkedOn(book, "reader-1", "my secret"),
                new BookEvent.BookRemarkedOn(book, "reader-2", "not mine"),
                new BookLent(book, "reader-3"));
        library.settle("book-cards");
        library.operations().rebuild("book-cards", null, 1, BY);
        library.awaitRebuild("book-cards", Rebuild.State.READY);
        library.operations().promote("book-cards", null, BY);
        assertThat(library.rows("book_card").toString()).contains("my secret", "not mine");
        library.history()
                .erasures()
                .erase(
                        new dev.fabula.eventstore.privacy.Subject(ALDER, "reader-1"),
                        "they asked for it",
                        dev.fabula.contracts.event.EventMetadata.of(
                                ALDER,
                                new dev.fabula.contracts.tenancy.ActorId("otto"),
                                dev.fabula.contracts.event.ActorKind.USER));
        library.settle("book-cards");
        TestLibrary.await(
                "both to have seen it",
                () -> library.operations().status("book-cards").generations().stream()
                        .allMatch(generation -> generation.lagPositions() == 0));
        for (String target : List.of("book_card_1", "book_card_2")) {
            assertThat(library.generation(target).toString())
                    .doesNotContain("my secret")
                    .contains("(erased)", "not mine", "reader-3");
        }
        assertThat(library.operations().verify("book-cards").equal()).isTrue();
    }
}
