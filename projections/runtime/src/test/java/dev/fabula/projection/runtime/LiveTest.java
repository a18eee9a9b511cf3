package dev.fabula.projection.runtime;

import static dev.fabula.projection.runtime.TestLibrary.ALDER;
import static dev.fabula.projection.runtime.TestLibrary.BIRCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import dev.fabula.projection.runtime.BookEvent.BookDusted;
import dev.fabula.projection.runtime.BookEvent.BookLent;
import dev.fabula.projection.runtime.BookEvent.BookMoved;
import dev.fabula.projection.runtime.BookEvent.BookRemoved;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers see while history goes on. */
class LiveTest {

    private TestDatabase database;
    private TestLibrary library;

    @BeforeEach
    void start() {
        database = TestDatabase.create(LiveTest.class);
        TestLibrary.migrate(database.access());
        library = new TestLibrary(database.access(), "one", TestLibrary.QUICK, new BookCards(), new ShelfCounts());
    }

    @AfterEach
    void stop() {
        library.close();
        database.close();
    }

    @Test
    void aRowHoldsWhatItsEventsSay() {
        String book = Ulids.next();
        library.append(
                ALDER,
                book,
                new BookAdded(book, "Der Zauberberg – „Ü\u0000“", "b7"),
                new BookLent(book, "castorp"),
                new BookMoved(book, "b7", "a1"));
        library.settle("book-cards", "shelf-counts");
        assertThat(library.rows("book_card"))
                .containsOnlyKeys("alder/" + book)
                .hasEntrySatisfying(
                        "alder/" + book,
                        row -> assertThat(row)
                                .contains(
                                        "title=Der Zauberberg – „Ü\ufffd“ shelf=a1 lent_to=castorp times_lent=1 moves=1 is_lent=t",
                                        "wear=0.25 fees=0.105",
                                        "remarks={}",
                                        "details={\"readers\": [\"castorp\"]}"));
        assertThat(library.rows("shelf_count")).containsOnlyKeys("alder/a1");
    }

    @Test
    void aRowThatIsGoneCanComeAgain() {
        String book = Ulids.next();
        library.append(ALDER, book, new BookAdded(book, "one", "a1"), new BookRemoved(book, "a1"));
        library.settle("book-cards", "shelf-counts");
        assertThat(library.rows("book_card")).isEmpty();
        assertThat(library.rows("shelf_count")).isEmpty();
        library.append(ALDER, book, new BookAdded(book, "two", "a2"));
        library.settle("book-cards", "shelf-counts");
        assertThat(library.rows("book_card")).containsOnlyKeys("alder/" + book);
        assertThat(library.rows("shelf_count")).containsOnlyKeys("alder/a2");
    }

    @Test
    void tenantsHaveTheirOwnKeysAndSeeNoOthers() {
        String one = Ulids.next();
        String two = Ulids.next();
        library.append(ALDER, one, new BookAdded(one, "one", "a1"));
        library.append(BIRCH, two, new BookAdded(two, "two", "a1"));
        library.settle("book-cards", "shelf-counts");
        assertThat(library.rows("shelf_count")).containsOnlyKeys("alder/a1", "birch/a1");
        String count = "SELECT count(*) || ' ' || coalesce(min(tenant_id), '') FROM read_model.shelf_count";
        assertThat(TestLibrary.ask(database.access(), database.access().app(), count, "SET fabula.tenant = 'alder'"))
                .isEqualTo("1 alder");
        assertThat(TestLibrary.ask(database.access(), database.access().app(), count))
                .isEqualTo("0 ");
        assertThat(TestLibrary.ask(
                        database.access(),
                        database.access().app(),
                        "SELECT count(*) FROM read_generation.shelf_count_1 WHERE tenant_id = 'birch'",
                        "SET fabula.tenant = 'alder'"))
                .isEqualTo("0");
    }

    @Test
    void whatAProjectionDoesNotReadCountsAsSeenAllTheSame() throws Exception {
        String book = Ulids.next();
        library.append(ALDER, book, new BookAdded(book, "one", "a1"));
        long position = library.append(ALDER, book, new BookDusted(book));
        assertThat(library.projections().freshness().await("book-cards", position, Duration.ofSeconds(20)))
                .isTrue();
        assertThat(library.projections().freshness().await("book-cards", position + 1, Duration.ofMillis(50)))
                .isFalse();
        assertThat(library.operations()
                        .status("book-cards")
                        .generations()
                        .getFirst()
                        .lagPositions())
                .isZero();
    }

    /** Each event is of one segment; the others have no claim to extend for long, and so no occasion to say anything. */
    @Test
    void anEventIsVisibleAtOnceAlthoughItTouchesOneSegmentAlone() throws Exception {
        ProjectionSettings patient = new ProjectionSettings(
                4,
                4,
                50,
                Duration.ofMinutes(5),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                1_000,
                1_000,
                Duration.ZERO,
                20);
        try (TestDatabase other = TestDatabase.create(LiveTest.class)) {
            TestLibrary.migrate(other.access());
            try (TestLibrary slow = new TestLibrary(other.access(), "patient", patient, new BookCards())) {
                String first = Ulids.next();
                slow.append(ALDER, first, new BookAdded(first, "first", "a1"));
                slow.settle("book-cards");
                for (int i = 0; i < 20; i++) {
                    String book = Ulids.next();
                    long position = slow.append(ALDER, book, new BookAdded(book, "book " + i, "a1"));

                    assertThat(slow.projections().freshness().await("book-cards", position, Duration.ofSeconds(10)))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void whatABookWasCanBeAsked() {
        String book = Ulids.next();
        library.append(ALDER, book, new BookAdded(book, "one", "a1"));
        long then = library.append(ALDER, book, new BookLent(book, "castorp"));
        library.append(ALDER, book, new BookRemoved(book, "a1"));
        AsOf asOf = library.projections().asOf();
        assertThat(asOf.at("book-cards", BookCard.class, ALDER, book, then))
                .hasValueSatisfying(card -> assertThat(card.lentTo()).isEqualTo("castorp"));
        assertThat(asOf.at("book-cards", BookCard.class, ALDER, book, then + 1)).isEmpty();
        assertThat(asOf.at("book-cards", BookCard.class, BIRCH, book, then)).isEmpty();
    }

    @Test
    void whatAllKeysOfAStreamWereCanBeAskedAtOnce() {
        String book = Ulids.next();
        String other = Ulids.next();
        library.append(ALDER, other, new BookAdded(other, "other", "a1"));
        library.append(ALDER, book, new BookAdded(book, "one", "a1"));
        long then = library.append(ALDER, book, new BookLent(book, "castorp"));
        library.append(ALDER, book, new BookRemoved(book, "a1"));
        AsOf asOf = library.projections().asOf();

        assertThat(asOf.ofStream("book-cards", BookCard.class, ALDER, book, then))
                .containsOnlyKeys(book)
                .allSatisfy((_, card) -> assertThat(card.lentTo()).isEqualTo("castorp"));
        assertThat(asOf.ofStream("book-cards", BookCard.class, ALDER, book, then + 1))
                .isEmpty();
        assertThat(asOf.ofStream("book-cards", BookCard.class, BIRCH, book, then))
                .isEmpty();
        assertThatThrownBy(() -> asOf.ofStream("shelf-counts", ShelfCount.class, ALDER, book, then))
                .hasMessageContaining("several streams");
    }
}
