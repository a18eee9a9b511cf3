package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Projection;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import dev.fabula.projection.runtime.BookEvent.BookMoved;
import dev.fabula.projection.runtime.BookEvent.BookRemoved;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Several streams a key, and events that touch two: each shelf's number of books. */
final class ShelfCounts implements Projection<String, ShelfCount> {

    private final int version;
    private final int wrong;

    ShelfCounts() {
        this(1, 0);
    }

    /** @param wrong how many too many shelves whose name ends in 7 get with each book */
    ShelfCounts(int version, int wrong) {
        this.version = version;
        this.wrong = wrong;
    }

    @Override
    public String name() {
        return "shelf-counts";
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(BookAdded.class, BookMoved.class, BookRemoved.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return switch ((BookEvent) event.event()) {
            case BookAdded added -> List.of(added.shelf());
            case BookMoved moved when moved.from().equals(moved.to()) -> List.of();
            case BookMoved moved -> List.of(moved.from(), moved.to());
            case BookRemoved removed -> List.of(removed.shelf());
            default -> List.of();
        };
    }

    @Override
    public @Nullable ShelfCount evolve(String shelf, @Nullable ShelfCount count, Recorded<DomainEvent> event) {
        int before = count == null ? 0 : count.books();
        long changes = count == null ? 0 : count.changes();
        int change = switch ((BookEvent) event.event()) {
            case BookAdded _ -> 1 + (shelf.endsWith("7") ? wrong : 0);
            case BookMoved moved -> moved.to().equals(shelf) ? 1 : -1;
            case BookRemoved _ -> -1;
            default -> 0;
        };
        // An empty shelf is none, and comes again with its next book.
        return before + change == 0 ? null : new ShelfCount(before + change, changes + 1);
    }

    @Override
    public Class<ShelfCount> values() {
        return ShelfCount.class;
    }
}
