package dev.fabula.contracts.legacy;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to what is told of a person. Everything that says something about them is sealed
 * under their own key. Stored for ever: change only through an upcaster.
 */
@AggregateType("Person")
public sealed interface PersonEvent extends DomainEvent {

    PersonId person();

    LegacyId legacy();

    /**
     * @param living what somebody said of it
     * @param more what else a file said: lines of GEDCOM 7, levels counted from 1
     * @param sources by what a file knows the person, by which a newer file finds them again: {@code uid:…},
     *     {@code refn:…}, {@code xref:…}
     * @param imported the import that it came with; readers see it once that is complete
     */
    @EventType("legacy.person-added")
    record PersonAdded(
            PersonId person,
            LegacyId legacy,
            Sex sex,

            @PersonalData(subject = "person", replacement = "[]")
            List<PersonName> names,

            @PersonalData(subject = "person", replacement = "[]")
            List<LifeFact> facts,

            @PersonalData(subject = "person", replacement = "[]")
            List<String> notes,

            LivingStatus living,

            @PersonalData(subject = "person", replacement = "[]")
            List<String> more,

            @PersonalData(subject = "person", replacement = "[]")
            List<String> sources,

            @Nullable String imported)
            implements PersonEvent {}

    /**
     * What is said takes the place of what was said before, name by name and fact by fact; nothing leaves a thing as it is.
     *
     * @param names those that are new or changed
     * @param facts those that are new or changed
     * @param removed ids of names and facts that are not told any more
     * @param about which of two people that were merged it is about, where somebody said so
     */
    @EventType("legacy.person-changed")
    record PersonChanged(
            PersonId person,
            LegacyId legacy,
            @Nullable Sex sex,

            @PersonalData(subject = "person", replacement = "[]")
            List<PersonName> names,

            @PersonalData(subject = "person", replacement = "[]")
            List<LifeFact> facts,

            List<String> removed,
            @PersonalData(subject = "person") @Nullable List<String> notes,
            @Nullable LivingStatus living,
            @PersonalData(subject = "person") @Nullable List<String> more,
            @PersonalData(subject = "person") @Nullable List<String> sources,
            @Nullable PersonId about,
            @Nullable String imported)
            implements PersonEvent {}

    /**
     * Two are found to be one. In the stream of the one that stays; {@link PersonMergedInto} is in the other's.
     *
     * @param merged who is told of here from now on
     * @param names of theirs that are told of here as well from now on
     * @param facts of theirs that are told of here as well from now on
     */
    @EventType("legacy.persons-merged")
    record PersonsMerged(
            PersonId person,
            LegacyId legacy,
            PersonId merged,

            @PersonalData(subject = "merged", replacement = "[]")
            List<PersonName> names,

            @PersonalData(subject = "merged", replacement = "[]")
            List<LifeFact> facts,

            @PersonalData(subject = "merged", replacement = "[]")
            List<String> notes)
            implements PersonEvent {}

    /** @param into who they are told of as from now on */
    @EventType("legacy.person-merged-into")
    record PersonMergedInto(PersonId person, LegacyId legacy, PersonId into) implements PersonEvent {}

    /**
     * Two were not one after all. In the stream of the one that stayed; {@link PersonUnmergedFrom} is in the other's.
     *
     * @param merged who is told of for themselves again
     * @param returned ids of names and facts that went back to them
     * @param undecided ids of names and facts that came since the merge and whose they are nobody has said; they stay here
     *     until somebody does
     */
    @EventType("legacy.persons-unmerged")
    record PersonsUnmerged(
            PersonId person, LegacyId legacy, PersonId merged, List<String> returned, List<String> undecided)
            implements PersonEvent {}

    /**
     * @param names as they have become meanwhile
     * @param facts as they have become meanwhile
     * @param removed ids of names and facts that are not told any more
     */
    @EventType("legacy.person-unmerged-from")
    record PersonUnmergedFrom(
            PersonId person,
            LegacyId legacy,
            PersonId from,

            @PersonalData(subject = "person", replacement = "[]")
            List<PersonName> names,

            @PersonalData(subject = "person", replacement = "[]")
            List<LifeFact> facts,

            List<String> removed)
            implements PersonEvent {}

    /**
     * Somebody has said whose an undecided name or fact is. Where it is the other's, it is in their stream as well.
     *
     * @param part its id here
     * @param belongsTo this person, or the one who was merged
     */
    @EventType("legacy.part-attributed")
    record PartAttributed(PersonId person, LegacyId legacy, String part, PersonId belongsTo) implements PersonEvent {}

    @EventType("legacy.person-removed")
    record PersonRemoved(PersonId person, LegacyId legacy) implements PersonEvent {}

    /**
     * A living person is asked whether they may be named.
     *
     * @param consent a ULID
     * @param contact how they are asked
     * @param codeHash SHA-256 of the code by which they answer, in hex; the code itself is kept nowhere
     */
    @EventType("legacy.consent-requested")
    record ConsentRequested(
            PersonId person,
            LegacyId legacy,
            String consent,
            @PersonalData(subject = "person") @Nullable String contact,
            String codeHash,
            String requestedBy)
            implements PersonEvent {}

    /**
     * @param consent that was asked for; nothing where it was given on paper
     * @param evidence what shows it, in the words of who recorded it
     */
    @EventType("legacy.consent-granted")
    record ConsentGranted(
            PersonId person,
            LegacyId legacy,
            @Nullable String consent,
            @PersonalData(subject = "person") @Nullable String evidence)
            implements PersonEvent {}

    /** From now on they are not named to outsiders. */
    @EventType("legacy.consent-withdrawn")
    record ConsentWithdrawn(PersonId person, LegacyId legacy) implements PersonEvent {}
}
