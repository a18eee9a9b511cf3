package dev.fabula.projection.runtime;

import static dev.fabula.projection.runtime.TestLibrary.ALDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.local.testing.TestDatabase;
import dev.fabula.projection.Projection;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import dev.fabula.projection.runtime.BookEvent.BookLent;
import dev.fabula.projection.runtime.BookEvent.BookMoved;
import dev.fabula.projection.runtime.BookEvent.BookReturned;
import dev.fabula.projection.runtime.ProjectionOperations.DeadLetter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event that cannot be folded, and everything that does not suffer from it. */
class DeadLetterTest {

    private static final String BY = "otto";
    private static final String NAME = "book-cards";

    private TestDatabase database;
    private TestLibrary library;
    private final String poisoned = Ulids.next();
    private final String sound = Ulids.next();

    @BeforeEach
    void start() {
        database = TestDatabase.create(DeadLetterTest.class);
        TestLibrary.migrate(database.access());
        open(new BookCards(
                1, event -> event instanceof BookLent lent && lent.reader().equals("poison")));
    }

    private void open(Projection<?, ?> projection) {
        library = new TestLibrary(database.access(), "one", TestLibrary.QUICK, projection);
    }

    @AfterEach
    void stop() {
        library.close();
        database.close();
    }

    /** Two books, one of which is lent to poison and has a life after it. */
    private void poison() {
        library.append(ALDER, poisoned, new BookAdded(poisoned, "one", "a1"), new BookMoved(poisoned, "a1", "a2"));
        library.append(ALDER, sound, new BookAdded(sound, "two", "a1"));
        library.append(ALDER, poisoned, new BookLent(poisoned, "poison"));
        library.append(ALDER, sound, new BookLent(sound, "olivia"));
        library.append(ALDER, poisoned, new BookReturned(poisoned), new BookMoved(poisoned, "a2", "a3"));
        library.settle(NAME);
        library.append(ALDER, poisoned, new BookLent(poisoned, "olivia"));
        library.append(ALDER, sound, new BookMoved(sound, "a1", "a9"));
        library.settle(NAME);
    }

    @Test
    void poisonParksItsKeyAndWhatFollowsWhileEverythingElseGoesOn() {
        poison();
        assertThat(library.rows("book_card").get("alder/" + poisoned)).contains("shelf=a2", "times_lent=0");
        assertThat(library.rows("book_card").get("alder/" + sound)).contains("shelf=a9", "lent_to=olivia");
        List<DeadLetter> letters = library.operations().deadLetters(NAME, 0, 100);
        assertThat(letters).extracting(DeadLetter::position).containsExactly(4L, 6L, 7L, 8L);
        assertThat(letters).extracting(DeadLetter::key).containsOnly(poisoned);
        assertThat(letters.getFirst().error()).contains("does not know what to make of BookLent");
        assertThat(letters.getFirst().stack()).contains("BookCards.evolve");
        assertThat(letters).extracting(DeadLetter::attempts).containsExactly(1, 0, 0, 0);
        assertThat(library.operations().retry(NAME, letters.getFirst().id(), BY))
                .isEqualTo(4);
        assertThat(library.operations()
                        .deadLetter(NAME, letters.getFirst().id())
                        .attempts())
                .isEqualTo(2);
        assertThatThrownBy(() -> library.operations().deadLetter(NAME, 4711))
                .isInstanceOf(NoSuchProjectionException.class);
    }

    @Test
    void onceTheFoldIsMendedARetryDrainsInOrder() {
        poison();
        library.close();
        open(new BookCards());
        library.resume(List.of(poisoned, sound));
        long id = library.operations().deadLetters(NAME, 0, 100).getFirst().id();
        assertThat(library.operations().retry(NAME, id, BY)).isZero();
        assertThat(library.rows("book_card").get("alder/" + poisoned))
                .contains("shelf=a3", "lent_to=olivia", "times_lent=2", "moves=2", "[\"poison\", \"olivia\"]");
        assertThat(library.operations().deadLetters(NAME, 0, 100)).isEmpty();
        library.append(ALDER, poisoned, new BookReturned(poisoned));
        library.settle(NAME);
        assertThat(library.rows("book_card").get("alder/" + poisoned)).contains("lent_to=null");
    }

    @Test
    void whatIsDiscardedNoFoldEverSeesAgain() throws Exception {
        poison();
        long id = library.operations().deadLetters(NAME, 0, 100).getFirst().id();
        assertThatThrownBy(() -> library.operations().discard(NAME, id, " ", BY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(library.operations().discard(NAME, id, "there is no such reader", BY))
                .isZero();
        Map<String, String> rows = library.rows("book_card");
        assertThat(rows.get("alder/" + poisoned)).contains("shelf=a3", "lent_to=olivia", "times_lent=1");
        assertThat(library.operations().verify(NAME).equal()).isTrue();
        library.operations().rebuild(NAME, null, 1, BY);
        library.awaitRebuild(NAME, Rebuild.State.READY);
        assertThat(library.verification(NAME).equal()).isTrue();
        assertThat(library.generation("book_card_2")).isEqualTo(rows);
        library.operations().promote(NAME, null, BY);
        assertThat(library.operate("SELECT reason || ' by ' || actor FROM projection.discarded"))
                .isEqualTo("there is no such reader by otto");
    }

    @Test
    void aRebuildParksWhatItCannotFoldAsLiveDoes() {
        poison();
        library.operations().rebuild(NAME, null, 2, BY);
        library.awaitRebuild(NAME, Rebuild.State.READY);
        assertThat(library.generation("book_card_2")).isEqualTo(library.rows("book_card"));
        assertThat(library.operations().deadLetters(NAME, 0, 100))
                .filteredOn(letter -> letter.generation() == 2)
                .extracting(DeadLetter::position)
                .containsExactly(4L, 6L, 7L, 8L);
    }

    @Test
    void whatTheDatabaseRefusesIsPoisonToo() {
        library.append(ALDER, sound, new BookAdded(sound, "two", "a1"));
        library.append(ALDER, poisoned, new BookAdded(poisoned, "dragons", "a1"));
        library.append(ALDER, sound, new BookMoved(sound, "a1", "a9"));
        library.settle(NAME);
        assertThat(library.rows("book_card")).containsOnlyKeys("alder/" + sound);
        assertThat(library.rows("book_card").get("alder/" + sound)).contains("shelf=a9");
        assertThat(library.operations().deadLetters(NAME, 0, 100))
                .singleElement()
                .satisfies(letter -> assertThat(letter.error()).contains("no_dragons"));

        library.append(ALDER, poisoned, new BookMoved(poisoned, "a1", "a2"));
        library.settle(NAME);
        library.operations().rebuild(NAME, null, 1, BY);
        library.awaitRebuild(NAME, Rebuild.State.READY);
        assertThat(library.verification(NAME).equal()).isTrue();
        assertThat(library.operations().deadLetters(NAME, 0, 100))
                .extracting(letter -> letter.generation() + ":" + letter.position())
                .containsExactly("1:2", "1:4", "2:2", "2:4");
    }

    @Test
    void aDatabaseThatGoesAwayIsNoDeadLetterButTriedAgain() throws Exception {
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 200; i++) {
                String book = Ulids.next();
                library.write(ALDER, book, new BookAdded(book, "title", "a1"), new BookMoved(book, "a1", "a2"));
            }
        });
        for (int i = 0; i < 5; i++) {
            Thread.sleep(150);
            library.operate(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND usename = current_user AND pid <> pg_backend_pid()");
        }
        writer.join();
        // The pool notices that a connection is dead once it has rested for half a second.
        Thread.sleep(700);
        library.settle(NAME);
        assertThat(library.rows("book_card")).hasSize(200);
        assertThat(library.operations().deadLetters(NAME, 0, 100)).isEmpty();
        assertThat(library.operations().verify(NAME).equal()).isTrue();
    }
}
