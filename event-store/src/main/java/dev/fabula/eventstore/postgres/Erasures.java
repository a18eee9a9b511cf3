package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.privacy.PrivacyEvent.SubjectKeyDestroyed;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.privacy.KeyAdministration;
import dev.fabula.eventstore.privacy.Subject;
import dev.fabula.eventstore.privacy.SubjectKeys;
import java.util.Optional;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * Makes everything personal of a subject unreadable, in every copy there is. First the key goes, then history says so:
 * should this process die in between, the next start says it.
 */
public final class Erasures {

    /** @param position where history says so: whoever has read it has nothing personal of the subject any more */
    public record Erased(Subject subject, long position) {}

    private static final ActorId FABULA = new ActorId("fabula");
    private static final int LONGEST_REASON = 200;

    private final KeyAdministration administration;
    private final SubjectKeys keys;
    private final PostgresEventStorageEngine engine;

    public Erasures(KeyAdministration administration, SubjectKeys keys, PostgresEventStorageEngine engine) {
        this.administration = administration;
        this.keys = keys;
        this.engine = engine;
    }

    /**
     * Erases; doing it again changes nothing and answers the same.
     *
     * @param reason why, in 1 to 200 characters that say nothing about the person
     * @param by who wants it
     */
    public Erased erase(Subject subject, String reason, EventMetadata by) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("the reason of an erasure has 1 to " + LONGEST_REASON + " characters");
        }
        if (!by.tenant().equals(subject.tenant())) {
            throw new IllegalArgumentException("only its own tenant erases a data subject");
        }
        administration.destroy(subject, reason);
        keys.evict(subject.tenant(), subject.id());
        return record(subject, reason, by);
    }

    /** The erasure of a subject as history has it; nothing where it says nothing of one. */
    public Optional<Erased> find(Subject subject) {
        return engine.first(subject.tenant(), streamOf(subject))
                .map(recorded -> new Erased(subject, recorded.position()));
    }

    /**
     * Records erasures that a process did not live to record.
     *
     * @return how many
     */
    public int finishInterrupted() {
        var open = administration.unrecorded();
        open.forEach(erasure -> record(
                erasure.subject(),
                erasure.reason(),
                EventMetadata.of(erasure.subject().tenant(), FABULA, ActorKind.SERVICE)));
        return open.size();
    }

    private Erased record(Subject subject, String reason, EventMetadata by) {
        String stream = streamOf(subject);
        long position;
        try {
            position = engine.append(new GenericDomainEventMessage<>(
                            "DataSubject", stream, 0, new SubjectKeyDestroyed(subject.id(), reason), by.toMap()))
                    .firstPosition();
        } catch (Conflict recorded) {
            position = find(subject).orElseThrow(() -> recorded).position();
        }
        administration.recorded(subject, position);
        return new Erased(subject, position);
    }

    /** One stream a subject, found without a table: its sequence lets history hold a single erasure of each. */
    private static String streamOf(Subject subject) {
        return Ulids.named(subject.tenant().value() + '\0' + subject.id());
    }
}
