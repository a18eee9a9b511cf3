package dev.fabula.contracts.privacy;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;

/** Everything that can have happened to a data subject's key. Stored for ever: change only through an upcaster. */
@AggregateType("DataSubject")
public sealed interface PrivacyEvent extends DomainEvent {

    /**
     * From this position on nothing personal of the subject can be read any more, in whatever copy.
     *
     * @param subject the id, which is a pseudonym, of whose data it was
     * @param reason why, in the operator's or the system's words; says nothing about the person
     */
    @EventType("privacy.subject-key-destroyed")
    record SubjectKeyDestroyed(String subject, String reason) implements PrivacyEvent {}
}
