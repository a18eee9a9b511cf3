package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Projection;
import dev.fabula.projection.neo4j.GraphMapping;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import dev.fabula.projection.runtime.BookEvent.BookLent;
import dev.fabula.projection.runtime.BookEvent.BookMoved;
import dev.fabula.projection.runtime.BookEvent.BookRemarkedOn;
import dev.fabula.projection.runtime.BookEvent.BookRemoved;
import dev.fabula.projection.runtime.BookEvent.BookReturned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes and relationships in one read model: books that stand on shelves and are lent to readers. Nobody makes a node of a
 * reader, so a loan leads to a placeholder; a shelf goes with its last book.
 */
final class LibraryGraph implements Projection<String, LibraryGraph.Part> {

    sealed interface Part {}

    record Book(
            String title,
            long moves,
            @PersonalData(subject = "reader") List<String> remarks) implements Part {}

    record Shelf(int books) implements Part {}

    record StandsOn(String book, String shelf) implements Part {}

    record LentTo(String book, String reader, int times) implements Part {}

    static final GraphMapping<Part> MAPPING = GraphMapping.of(Part.class)
            .node(Book.class, "Book")
            .node(Shelf.class, "Shelf")
            .relationship(StandsOn.class, "STANDS_ON", on -> "book/" + on.book(), on -> "shelf/" + on.shelf())
            .relationship(LentTo.class, "LENT_TO", lent -> "book/" + lent.book(), lent -> "reader/" + lent.reader())
            .build();

    private final String name;
    private final int version;

    LibraryGraph(String name, int version) {
        this.name = name;
        this.version = version;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                BookAdded.class,
                BookMoved.class,
                BookLent.class,
                BookReturned.class,
                BookRemarkedOn.class,
                BookRemoved.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> recorded) {
        String book = recorded.stream();
        return switch ((BookEvent) recorded.event()) {
            case BookAdded added -> List.of("book/" + book, "stands-on/" + book, "shelf/" + added.shelf());
            case BookMoved moved when moved.from().equals(moved.to()) -> List.of("book/" + book);
            case BookMoved moved ->
                List.of("book/" + book, "stands-on/" + book, "shelf/" + moved.from(), "shelf/" + moved.to());
            case BookRemoved removed ->
                List.of("book/" + book, "stands-on/" + book, "lent-to/" + book, "shelf/" + removed.shelf());
            case BookLent _, BookReturned _ -> List.of("lent-to/" + book);
            default -> List.of("book/" + book);
        };
    }

    @Override
    public @Nullable Part evolve(String key, @Nullable Part part, Recorded<DomainEvent> recorded) {
        BookEvent event = (BookEvent) recorded.event();
        String book = recorded.stream();
        return switch (key.substring(0, key.indexOf('/'))) {
            case "book" -> book((Book) part, event);
            case "shelf" -> shelf(key.substring("shelf/".length()), (Shelf) part, event);
            case "stands-on" -> standsOn(book, part, event);
            default -> lentTo(book, (LentTo) part, event);
        };
    }

    private @Nullable Book book(@Nullable Book book, BookEvent event) {
        if (event instanceof BookAdded added) {
            return new Book(added.title() + (version > 1 ? "!" : ""), 0, List.of());
        }
        if (book == null || event instanceof BookRemoved) {
            return null;
        }
        return switch (event) {
            case BookMoved _ -> new Book(book.title(), book.moves() + 1, book.remarks());
            case BookRemarkedOn remarked -> {
                List<String> remarks = new ArrayList<>(book.remarks());
                remarks.add(remarked.remark());
                yield new Book(book.title(), book.moves(), List.copyOf(remarks));
            }
            default -> book;
        };
    }

    private static @Nullable Shelf shelf(String name, @Nullable Shelf shelf, BookEvent event) {
        int before = shelf == null ? 0 : shelf.books();
        int now = before
                + switch (event) {
                    case BookAdded _ -> 1;
                    case BookMoved moved -> moved.to().equals(name) ? 1 : -1;
                    case BookRemoved _ -> -1;
                    default -> 0;
                };
        return now == 0 ? null : new Shelf(now);
    }

    private static @Nullable Part standsOn(String book, @Nullable Part part, BookEvent event) {
        return switch (event) {
            case BookAdded added -> new StandsOn(book, added.shelf());
            case BookMoved moved -> new StandsOn(book, moved.to());
            case BookRemoved _ -> null;
            default -> part;
        };
    }

    private static @Nullable LentTo lentTo(String book, @Nullable LentTo lent, BookEvent event) {
        return switch (event) {
            case BookLent now -> new LentTo(book, now.reader(), lent == null ? 1 : lent.times() + 1);
            case BookReturned _, BookRemoved _ -> null;
            default -> lent;
        };
    }

    @Override
    public Class<Part> values() {
        return Part.class;
    }
}
