package dev.fabula.projection.runtime;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;

/** A small context to try the runtime with: books that come to a library, stand on shelves, are lent, remarked on, go. */
@AggregateType("Book")
sealed interface BookEvent extends DomainEvent {

    @EventType("book.book-added")
    record BookAdded(String book, String title, String shelf) implements BookEvent {}

    @EventType("book.book-moved")
    record BookMoved(String book, String from, String to) implements BookEvent {}

    @EventType("book.book-lent")
    record BookLent(String book, String reader) implements BookEvent {}

    @EventType("book.book-returned")
    record BookReturned(String book) implements BookEvent {}

    @EventType("book.book-remarked-on")
    record BookRemarkedOn(
            String book,
            String reader,

            @PersonalData(subject = "reader", replacement = "\"(erased)\"")
            String remark) implements BookEvent {}

    @EventType("book.book-dusted")
    record BookDusted(String book) implements BookEvent {}

    @EventType("book.book-removed")
    record BookRemoved(String book, String shelf) implements BookEvent {}
}
