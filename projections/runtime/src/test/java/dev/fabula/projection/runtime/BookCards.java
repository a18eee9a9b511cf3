package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Projection;
import dev.fabula.projection.runtime.BookEvent.BookAdded;
import dev.fabula.projection.runtime.BookEvent.BookLent;
import dev.fabula.projection.runtime.BookEvent.BookMoved;
import dev.fabula.projection.runtime.BookEvent.BookRemarkedOn;
import dev.fabula.projection.runtime.BookEvent.BookRemoved;
import dev.fabula.projection.runtime.BookEvent.BookReturned;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One stream a key: each book's card. */
final class BookCards implements Projection<String, BookCard> {

    private final int version;
    private final Predicate<BookEvent> poison;

    BookCards() {
        this(1, _ -> false);
    }

    /** @param poison events at which the fold fails */
    BookCards(int version, Predicate<BookEvent> poison) {
        this.version = version;
        this.poison = poison;
    }

    @Override
    public String name() {
        return "book-cards";
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
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(event.stream());
    }

    @Override
    public @Nullable BookCard evolve(String key, @Nullable BookCard card, Recorded<DomainEvent> recorded) {
        BookEvent event = (BookEvent) recorded.event();
        if (poison.test(event)) {
            throw new IllegalStateException(
                    "the fold does not know what to make of " + event.getClass().getSimpleName());
        }
        if (event instanceof BookAdded added) {
            return new BookCard(
                    added.title(),
                    added.shelf(),
                    null,
                    0,
                    0,
                    false,
                    0,
                    BigDecimal.ZERO,
                    recorded.at(),
                    recorded.at().atZone(ZoneOffset.UTC).toLocalDate(),
                    List.of(),
                    new BookCard.Details(List.of(), null));
        }
        if (card == null || event instanceof BookRemoved) {
            return null;
        }
        return switch (event) {
            case BookMoved moved -> with(card, recorded, moved.to(), card.lentTo(), 0, card.remarks());
            case BookLent lent -> with(card, recorded, card.shelf(), lent.reader(), 1, card.remarks());
            case BookReturned _ -> with(card, recorded, card.shelf(), null, 0, card.remarks());
            case BookRemarkedOn remarked ->
                with(card, recorded, card.shelf(), card.lentTo(), 0, plus(card.remarks(), remarked.remark()));
            default -> card;
        };
    }

    private static List<String> plus(List<String> list, String more) {
        List<String> longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }

    private static BookCard with(
            BookCard card,
            Recorded<DomainEvent> recorded,
            String shelf,
            @Nullable String lentTo,
            int lent,
            List<String> remarks) {
        return new BookCard(
                card.title(),
                shelf,
                lentTo,
                card.timesLent() + lent,
                card.moves() + (shelf.equals(card.shelf()) ? 0 : 1),
                lentTo != null,
                card.wear() + lent * 0.25,
                card.fees().add(new BigDecimal("0.105").multiply(BigDecimal.valueOf(lent))),
                recorded.at(),
                card.addedOn(),
                remarks,
                new BookCard.Details(
                        lent == 0 || lentTo == null
                                ? card.details().readers()
                                : plus(card.details().readers(), lentTo),
                        remarks.isEmpty() ? null : remarks.getLast()));
    }

    @Override
    public Class<BookCard> values() {
        return BookCard.class;
    }

    @Override
    public String streamOf(String key) {
        return key;
    }
}
