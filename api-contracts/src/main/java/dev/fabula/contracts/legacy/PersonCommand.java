package dev.fabula.contracts.legacy;

import dev.fabula.contracts.command.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can be wanted of a person. Whether the sender may, the {@link LegacyPolicy} has said before. */
public sealed interface PersonCommand extends Command {

    PersonId person();

    LegacyId legacy();

    @Override
    default String target() {
        return person().value();
    }

    /** @param person a new id */
    record AddPerson(
            PersonId person,
            LegacyId legacy,
            Sex sex,
            List<PersonName> names,
            List<LifeFact> facts,
            List<String> notes,
            LivingStatus living,
            List<String> more,
            List<String> sources,
            @Nullable String imported)
            implements PersonCommand {}

    /**
     * As a file tells of somebody: added where there is nobody of that id, else changed as far as it tells other things than
     * the file before it did. What was edited by hand stays unless the file has changed it, too.
     */
    record ImportPerson(
            PersonId person,
            LegacyId legacy,
            Sex sex,
            List<PersonName> names,
            List<LifeFact> facts,
            List<String> notes,
            List<String> more,
            List<String> sources,
            String imported)
            implements PersonCommand {}

    /** As {@link PersonEvent.PersonChanged} says. */
    record ChangePerson(
            PersonId person,
            LegacyId legacy,
            @Nullable Sex sex,
            List<PersonName> names,
            List<LifeFact> facts,
            List<String> removed,
            @Nullable List<String> notes,
            @Nullable LivingStatus living,
            @Nullable List<String> more,
            @Nullable List<String> sources,
            @Nullable PersonId about,
            @Nullable String imported)
            implements PersonCommand {}

    /** @param person who stays */
    record MergePersons(PersonId person, LegacyId legacy, PersonId merged) implements PersonCommand {}

    /** @param person who stayed */
    record UnmergePersons(PersonId person, LegacyId legacy, PersonId merged) implements PersonCommand {}

    /** @param belongsTo one of the two who were merged */
    record AttributePart(PersonId person, LegacyId legacy, String part, PersonId belongsTo) implements PersonCommand {}

    record RemovePerson(PersonId person, LegacyId legacy) implements PersonCommand {}

    /** @param consent a new ULID */
    record RequestConsent(
            PersonId person,
            LegacyId legacy,
            String consent,
            @Nullable String contact,
            String codeHash,
            String actor) implements PersonCommand {}

    /** @param codeHash of the code that the person was given; nothing where a member records what they have in hand */
    record GrantConsent(
            PersonId person,
            LegacyId legacy,
            @Nullable String codeHash,
            @Nullable String evidence) implements PersonCommand {}

    /** @param codeHash of the code that the person was given; nothing where a member records what they were told */
    record WithdrawConsent(
            PersonId person, LegacyId legacy, @Nullable String codeHash) implements PersonCommand {}
}
