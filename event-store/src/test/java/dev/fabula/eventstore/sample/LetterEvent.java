package dev.fabula.eventstore.sample;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.math.BigDecimal;

/** What happens to letters. */
@AggregateType("Letter")
public sealed interface LetterEvent extends DomainEvent {

    @EventType("letter.letter-written")
    record LetterWritten(
            String author, @PersonalData(subject = "author") String text) implements LetterEvent {}

    @EventType("letter.letter-sealed")
    record LetterSealed(String colour) implements LetterEvent {}

    @EventType("letter.letter-sent")
    record LetterSent(BigDecimal postage) implements LetterEvent {}

    /** Says nothing of the sender but who it is that acts. */
    @EventType("letter.letter-signed")
    record LetterSigned(
            @PersonalData(subject = PersonalData.ACTOR) String name) implements LetterEvent {}
}
