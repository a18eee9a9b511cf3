package dev.fabula.projection.runtime;

import static dev.fabula.projection.runtime.TestLibrary.ALDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.elasticsearch.SearchServer;
import dev.fabula.projection.elasticsearch.SearchSettings;
import dev.fabula.projection.elasticsearch.TestSearch;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import dev.fabula.projection.runtime.BookEvent.BookLent;
import dev.fabula.projection.runtime.BookEvent.BookRemarkedOn;
import dev.fabula.projection.runtime.BookEvent.BookReturned;
import dev.fabula.projection.runtime.Generation.State;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A search index is followed, rebuilt, compared, shown, taken back and mended by the same operations as a table. */
class SearchTest {

    private static final String BY = "otto";
    private static final String NAME = "book-notices";

    /** As small as windows and memory of a rebuild may be. */
    private static final ProjectionSettings FORGETFUL = new ProjectionSettings(
            TestLibrary.QUICK.segments(),
            TestLibrary.QUICK.threads(),
            TestLibrary.QUICK.batch(),
            TestLibrary.QUICK.claimTimeout(),
            TestLibrary.QUICK.rhythm(),
            TestLibrary.QUICK.lease(),
            1_000,
            1_000,
            TestLibrary.QUICK.sampleEvery(),
            TestLibrary.QUICK.sampleSize());

    private TestDatabase database;
    private TestSearch search;
    private TestLibrary library;

    @BeforeEach
    void start() {
        database = TestDatabase.create(SearchTest.class);
        TestLibrary.migrate(database.access());
        search = TestSearch.create(SearchTest.class);
        library = library("one", TestLibrary.QUICK, 1);
    }

    @AfterEach
    void stop() {
        library.close();
        search.close();
        database.close();
    }

    private TestLibrary library(String node, ProjectionSettings settings, int... versions) {
        return new TestLibrary(database.access(), node, settings, operate -> registered(operate, versions));
    }

    private List<Registered<?, ?>> registered(DataSource operate, int... versions) {
        SearchServer server = new SearchServer(search.client(), operate, SearchSettings.DEFAULT, search.prefix());
        return Arrays.stream(versions)
                .<Registered<?, ?>>mapToObj(
                        version -> server.registered(new BookNotices(NAME, version), BookNotices.MAPPING))
                .toList();
    }

    /** What readers see. */
    private SortedSet<String> shown() {
        return texts(search.prefix() + "notices");
    }

    private SortedSet<String> generation(int number) {
        return texts(search.prefix() + "notices_" + number);
    }

    private SortedSet<String> texts(String index) {
        return search.everything(index).stream()
                .filter(source -> !source.path("gone").asBoolean(false))
                .map(source -> ((ObjectNode) source).without("position").toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private State stateOf(int number) {
        return library.operations().status(NAME).generations().stream()
                .filter(generation -> generation.number() == number)
                .map(ProjectionStatus.Copy::state)
                .findFirst()
                .orElse(State.DROPPED);
    }

    @Test
    void whatIsRebuiltIsEqualAndCanBeShownTakenBackAndDropped() throws Exception {
        new Story(1).goOn(library, 800);
        library.settle(NAME);
        SortedSet<String> live = shown();
        assertThat(live).hasSizeGreaterThan(20);

        library.operations().rebuild(NAME, null, 2, BY);
        library.awaitRebuild(NAME, Rebuild.State.READY);
        assertThat(library.verification(NAME)).satisfies(verification -> {
            assertThat(verification.equal()).as(verification.toString()).isTrue();
            assertThat(verification.rows()).isEqualTo(live.size());
        });
        assertThat(generation(2)).isEqualTo(live);

        library.operations().promote(NAME, null, BY);
        assertThat(stateOf(2)).isEqualTo(State.CURRENT);
        assertThat(stateOf(1)).isEqualTo(State.PREVIOUS);
        assertThat(shown()).isEqualTo(live);

        new Story(2).goOn(library, 50);
        library.settle(NAME);
        library.operations().rollback(NAME, null, BY);
        library.settle(NAME);
        assertThat(stateOf(1)).isEqualTo(State.CURRENT);
        assertThat(shown()).isEqualTo(generation(1)).isNotEqualTo(live);
        assertThat(library.operations().verify(NAME).equal()).isTrue();

        library.operations().drop(NAME, BY);
        TestLibrary.await(
                "the other generation to go",
                () -> !search.ask("GET", "/_alias", "").has(search.prefix() + "notices_2"));
        assertThat(shown()).isEqualTo(generation(1));
    }

    @Test
    void comparisonsAreRightWhileEverythingIsWritten() throws Exception {
        Story story = new Story(3);
        story.goOn(library, 300);
        Thread writer = Thread.ofPlatform().start(() -> story.goOn(library, 1_200));
        int compared = 0;
        while (writer.isAlive()) {
            library.operations().rebuild(NAME, null, 1, BY);
            library.awaitRebuild(NAME, Rebuild.State.READY);
            assertThat(library.verification(NAME).equal())
                    .as(library.verification(NAME).toString())
                    .isTrue();
            Verification sample = library.operations().verify(NAME);
            assertThat(sample.equal()).as(sample.toString()).isTrue();
            library.operations().promote(NAME, null, BY);
            compared++;
        }
        writer.join();
        assertThat(compared).isPositive();
    }

    @Test
    void aDocumentThatWasCorruptedIsNamedAndCanBeMended() throws Exception {
        new Story(4).goOn(library, 300);
        library.settle(NAME);
        SortedSet<String> right = shown();
        JsonNode one = search.everything(search.prefix() + "notices").getFirst();
        String id = one.path("tenant").asString() + "%2F" + one.path("key").asString();
        search.ask("POST", "/" + search.prefix() + "notices_1/_update/" + id, "{\"doc\":{\"title\":\"wrong\"}}");

        library.operations().rebuild(NAME, null, 1, BY);
        Verification found = Objects.requireNonNull(
                library.awaitRebuild(NAME, Rebuild.State.READY).verification());
        assertThat(found.differences()).isEqualTo(1);
        assertThatThrownBy(() -> library.operations().promote(NAME, null, BY))
                .isInstanceOf(OperationRefusedException.class)
                .hasMessageContaining("differs from the live one in 1 keys");
        for (Verification.Difference difference : found.examples()) {
            assertThat(String.valueOf(difference.live())).contains("title=wrong", "(personal data)");
            library.operations().repairKey(NAME, new TenantId(difference.tenant()), difference.key(), BY);
        }
        assertThat(shown()).isEqualTo(right);
        assertThat(library.operations().verify(NAME).equal()).isTrue();
    }

    @Test
    void anErasedSubjectIsForgotten() throws Exception {
        String book = Ulids.next();
        library.append(
                ALDER,
                book,
                new BookAdded(book, "one", "a1"),
                new BookRemarkedOn(book, "reader-1", "my secret"),
                new BookRemarkedOn(book, "reader-2", "not mine"));
        library.settle(NAME);
        assertThat(shown().toString()).contains("my secret", "not mine");
        library.history()
                .erasures()
                .erase(
                        new Subject(ALDER, "reader-1"),
                        "they asked for it",
                        EventMetadata.of(ALDER, new ActorId("otto"), ActorKind.USER));
        library.settle(NAME);
        assertThat(shown().toString()).contains("(erased)", "not mine").doesNotContain("my secret");
    }

    /** What nobody may find is not kept, so it comes back from the history alone. */
    @Test
    void whatIsNotKeptIsFoldedAnewWhenItMayBeFoundAgain() throws Exception {
        String book = Ulids.next();
        library.append(
                ALDER, book, new BookAdded(book, "Atlas", "a1"), new BookRemarkedOn(book, "reader-1", "well read"));
        library.append(ALDER, book, new BookLent(book, "reader-1"));
        library.settle(NAME);
        assertThat(search.everything(search.prefix() + "notices_1").toString())
                .contains("\"gone\":true")
                .doesNotContain("well read")
                .doesNotContain("Atlas");
        library.append(ALDER, book, new BookReturned(book));
        library.settle(NAME);
        assertThat(shown().toString()).contains("well read");

        assertThat(library.operations().verify(NAME).equal()).isTrue();
    }

    /** More books than memory holds, all lent when they are forgotten there, and returned afterwards. */
    @Test
    void aRebuildThatHasForgottenWhatWasNotKeptFoldsItAnew() throws Exception {
        List<String> books = Stream.generate(Ulids::next).limit(1_100).toList();
        for (String book : books) {
            library.write(ALDER, book, new BookAdded(book, "Atlas", "a1"), new BookLent(book, "reader-1"));
        }
        for (String book : books.subList(0, 100)) {
            library.write(ALDER, book, new BookReturned(book));
        }
        library.settle(NAME);
        assertThat(shown()).hasSize(100);
        library.close();
        library = library("one", FORGETFUL, 1);
        library.operations().rebuild(NAME, null, 2, BY);
        library.awaitRebuild(NAME, Rebuild.State.READY);
        assertThat(library.verification(NAME).equal())
                .as(library.verification(NAME).toString())
                .isTrue();
        assertThat(generation(2)).isEqualTo(shown()).hasSize(100);
    }

    @Test
    void anIndexThatWasLostIsReplacedByOneThatIsBuiltAnew() throws Exception {
        new Story(8).goOn(library, 200);
        library.settle(NAME);
        SortedSet<String> right = shown();
        assertThat(right).isNotEmpty();
        search.ask("DELETE", "/" + search.prefix() + "notices_1", "");
        library.operations().rebuild(NAME, null, 1, BY);
        library.awaitRebuild(NAME, Rebuild.State.READY);
        assertThat(library.verification(NAME).equal()).isFalse();
        library.operations().promote(NAME, "the index was lost", BY);
        assertThat(shown()).isEqualTo(right);
    }

    /** Batches are in the index and their tokens are not: they come again, and what was removed meanwhile stays removed. */
    @Test
    void batchesThatComeAgainAreFoldedOnce() throws Exception {
        Story story = new Story(6);
        SplittableRandom random = new SplittableRandom(6);
        Thread writer = Thread.ofPlatform().start(() -> story.goOn(library, 400));
        while (writer.isAlive()) {
            Thread.sleep(30 + random.nextInt(100));
            TestLibrary.ask(
                    database.access(),
                    database.access().operate(),
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND usename = current_user AND pid <> pg_backend_pid()");
        }
        writer.join();
        library.settle(NAME);
        SortedSet<String> live = shown();
        library.operations().rebuild(NAME, null, 1, BY);
        library.awaitRebuild(NAME, Rebuild.State.READY);
        assertThat(library.verification(NAME).equal())
                .as(library.verification(NAME).toString())
                .isTrue();
        assertThat(generation(2)).isEqualTo(live);
    }
}
