package dev.fabula.eventstore.axonserver;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;

/** Events with the wire names that the contract reads. */
@AggregateType("Note")
sealed interface LetterEvent extends DomainEvent {

    @EventType("note.line-written")
    record LineWritten(String text) implements LetterEvent {}

    @EventType("note.note-opened")
    record NoteOpened(String title) implements LetterEvent {}
}
