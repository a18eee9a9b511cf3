package dev.fabula.projection.runtime;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import dev.fabula.projection.runtime.BookEvent.BookDusted;
import dev.fabula.projection.runtime.BookEvent.BookLent;
import dev.fabula.projection.runtime.BookEvent.BookMoved;
import dev.fabula.projection.runtime.BookEvent.BookRemarkedOn;
import dev.fabula.projection.runtime.BookEvent.BookRemoved;
import dev.fabula.projection.runtime.BookEvent.BookReturned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** A library's life, by chance but possible: books come, move, are lent and remarked on, go and come again. */
final class Story {

    private static final int SHELVES = 20;

    private final SplittableRandom random;
    private final List<String> books = new ArrayList<>();
    private final Map<String, TenantId> tenants = new HashMap<>();
    private final Map<String, String> shelves = new HashMap<>();

    Story(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Appends so many events. */
    void goOn(TestLibrary library, int events) {
        for (int i = 0; i < events; i++) {
            next(library);
        }
    }

    List<String> books() {
        return List.copyOf(books);
    }

    private void next(TestLibrary library) {
        if (books.size() < 3 || random.nextInt(12) == 0) {
            String book = Ulids.next();
            books.add(book);
            tenants.put(book, random.nextBoolean() ? TestLibrary.ALDER : TestLibrary.BIRCH);
        }
        String book = books.get(random.nextInt(books.size()));
        library.write(Objects.requireNonNull(tenants.get(book)), book, event(book));
    }

    private BookEvent event(String book) {
        String shelf = shelves.get(book);
        if (shelf == null) {
            shelves.put(book, shelf());
            return new BookAdded(book, "title " + random.nextInt(1_000), shelves.get(book));
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> {
                String to = shelf();
                shelves.put(book, to);
                yield new BookMoved(book, shelf, to);
            }
            case 2, 3 -> new BookLent(book, "reader-" + random.nextInt(5));
            case 4 -> new BookReturned(book);
            case 5 -> new BookRemarkedOn(book, "reader-" + random.nextInt(5), "remark " + random.nextInt(1_000));
            case 6 -> new BookDusted(book);
            default -> {
                shelves.remove(book);
                yield new BookRemoved(book, shelf);
            }
        };
    }

    private String shelf() {
        return "shelf-" + random.nextInt(SHELVES);
    }
}
