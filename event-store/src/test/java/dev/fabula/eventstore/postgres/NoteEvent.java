package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import org.jspecify.annotations.Nullable;

/** A context to test with. */
@AggregateType("Note")
sealed interface NoteEvent extends DomainEvent {

    @EventType("note.note-opened")
    record NoteOpened(String note, String title) implements NoteEvent {}

    /** Its first revision had {@code body} instead of {@code text}. */
    @EventType(value = "note.line-written", revision = 2)
    record LineWritten(String note, String text) implements NoteEvent {}

    @EventType("note.secret-written")
    record SecretWritten(
            String note,
            String author,
            @PersonalData(subject = "author") String text,

            @PersonalData(subject = PersonalData.ACTOR, replacement = "{\"street\":\"?\",\"number\":0}") @Nullable
            Address address)
            implements NoteEvent {}

    record Address(String street, int number) {}
}
