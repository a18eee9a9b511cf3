package dev.fabula.command.legacy;

import dev.fabula.command.Precondition;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.PersonCommand;
import dev.fabula.contracts.legacy.PersonCommand.AddPerson;
import dev.fabula.contracts.legacy.PersonCommand.ChangePerson;
import dev.fabula.contracts.legacy.PersonCommand.GrantConsent;
import dev.fabula.contracts.legacy.PersonCommand.ImportPerson;
import dev.fabula.contracts.legacy.PersonCommand.RemovePerson;
import dev.fabula.contracts.legacy.PersonCommand.RequestConsent;
import dev.fabula.contracts.legacy.PersonCommand.WithdrawConsent;
import dev.fabula.contracts.legacy.PersonEvent;
import dev.fabula.contracts.legacy.PersonEvent.ConsentGranted;
import dev.fabula.contracts.legacy.PersonEvent.ConsentRequested;
import dev.fabula.contracts.legacy.PersonEvent.ConsentWithdrawn;
import dev.fabula.contracts.legacy.PersonEvent.PartAttributed;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonEvent.PersonMergedInto;
import dev.fabula.contracts.legacy.PersonEvent.PersonRemoved;
import dev.fabula.contracts.legacy.PersonEvent.PersonUnmergedFrom;
import dev.fabula.contracts.legacy.PersonEvent.PersonsMerged;
import dev.fabula.contracts.legacy.PersonEvent.PersonsUnmerged;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.Sex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may happen to what is told of a person. Keeps no snapshots: they would hold under this person's key what
 * came from others that were merged, and the streams are short.
 */
@Aggregate(type = "Person", cache = "aggregateCache", commandTargetResolver = "commandTargets")
final class Person {

    static final int MOST_NAMES = 50;
    static final int MOST_FACTS = 500;

    private record Request(String id, String codeHash) {}

    @AggregateIdentifier
    private String id;

    private LegacyId legacy;
    private Sex sex = Sex.UNKNOWN;
    private LivingStatus living = LivingStatus.INFERRED;
    private List<String> notes = List.of();
    private List<String> more = List.of();
    private List<String> sources = List.of();
    private final Parts parts = new Parts();
    private final PersonInFile file = new PersonInFile();
    private @Nullable PersonId mergedInto;
    private boolean removed;
    private @Nullable Request asked;
    private boolean consented;

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    Person() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Person(AddPerson command) {
        guardSize(command.names().size(), command.facts().size());
        AggregateLifecycle.apply(new PersonAdded(
                command.person(),
                command.legacy(),
                command.sex(),
                command.names(),
                command.facts(),
                command.notes(),
                command.living(),
                command.more(),
                command.sources(),
                command.imported()));
    }

    /** As a file tells of them for the first time. */
    @SuppressWarnings("NullAway.Init")
    Person(ImportPerson told) {
        AggregateLifecycle.apply(new PersonAdded(
                told.person(),
                told.legacy(),
                told.sex(),
                told.names(),
                told.facts(),
                told.notes(),
                LivingStatus.INFERRED,
                told.more(),
                told.sources(),
                told.imported()));
    }

    /** As a file tells of them; who was removed or merged by hand is left alone. */
    ImportOutcome take(ImportPerson told) {
        if (removed || mergedInto != null) {
            return ImportOutcome.LEFT;
        }
        PersonChanged changed = file.changes(told, parts, notes);
        if (saysSomething(changed)) {
            AggregateLifecycle.apply(changed);
        }
        return file.led(told.imported());
    }

    @CommandHandler
    void handle(ChangePerson command) {
        guardThere(command);
        List<PersonName> names = command.names().stream()
                .filter(name -> !name.equals(parts.names().get(name.id())))
                .toList();
        List<LifeFact> facts = command.facts().stream()
                .filter(fact -> !fact.equals(parts.facts().get(fact.id())))
                .toList();
        for (String part : command.removed()) {
            if (!parts.has(part)) {
                throw LegacyRefusals.noSuchPart(part);
            }
        }
        if (command.about() != null && !command.about().equals(command.person()) && !parts.isMerged(command.about())) {
            throw LegacyRefusals.notMerged(command.about());
        }
        guardSize(
                count(parts.names(), names.stream().map(PersonName::id).toList()),
                count(parts.facts(), facts.stream().map(LifeFact::id).toList()));
        PersonChanged changed = new PersonChanged(
                command.person(),
                legacy,
                unlessSame(command.sex(), sex),
                names,
                facts,
                command.removed(),
                unlessSame(command.notes(), notes),
                unlessSame(command.living(), living),
                unlessSame(command.more(), more),
                unlessSame(command.sources(), sources),
                command.about(),
                command.imported());
        if (saysSomething(changed)) {
            AggregateLifecycle.apply(changed);
        }
    }

    private static <T> @Nullable T unlessSame(@Nullable T wanted, T now) {
        return Objects.equals(wanted, now) ? null : wanted;
    }

    private static boolean saysSomething(PersonChanged changed) {
        return changed.sex() != null
                || !changed.names().isEmpty()
                || !changed.facts().isEmpty()
                || !changed.removed().isEmpty()
                || changed.notes() != null
                || changed.living() != null
                || changed.more() != null
                || changed.sources() != null;
    }

    private static int count(Map<String, ?> now, List<String> changed) {
        return now.size()
                + (int) changed.stream().filter(part -> !now.containsKey(part)).count();
    }

    /** Says that this one is told of as another from now on, and answers what is told of it there as well. */
    PersonsMerged mergeInto(PersonId into) {
        PersonId person = new PersonId(id);
        AggregateLifecycle.apply(new PersonMergedInto(person, legacy, into));
        return new PersonsMerged(
                into,
                legacy,
                person,
                List.copyOf(parts.names().values()),
                List.copyOf(parts.facts().values()),
                notes);
    }

    /** @param merged what the other has said */
    void merge(PersonsMerged merged) {
        guardSize(
                parts.names().size() + merged.names().size(),
                parts.facts().size() + merged.facts().size());
        AggregateLifecycle.apply(merged);
    }

    /** Says that the two are not one, and answers what goes back. */
    PersonUnmergedFrom unmerge(PersonId merged) {
        if (!parts.isMerged(merged)) {
            throw LegacyRefusals.notMerged(merged);
        }
        PersonId person = new PersonId(id);
        List<PersonName> names = parts.namesOf(merged);
        List<LifeFact> facts = parts.factsOf(merged);
        List<String> returned = new ArrayList<>();
        names.forEach(name -> returned.add(name.id()));
        facts.forEach(fact -> returned.add(fact.id()));
        List<String> gone = parts.goneOf(merged);
        AggregateLifecycle.apply(
                new PersonsUnmerged(person, legacy, merged, returned, parts.undecidedBetween(person, merged)));
        return new PersonUnmergedFrom(merged, legacy, person, names, facts, gone);
    }

    /** @param back what has become of them meanwhile */
    void comeBack(PersonUnmergedFrom back) {
        AggregateLifecycle.apply(back);
    }

    /** Says whose an undecided part is; answers what the other is told, where it is theirs. */
    @Nullable
    PersonChanged attribute(String part, PersonId belongsTo) {
        PersonId between = parts.undecided().get(part);
        PersonId person = new PersonId(id);
        if (between == null || !(belongsTo.equals(between) || belongsTo.equals(person))) {
            throw LegacyRefusals.notUndecided(part);
        }
        PersonName name = parts.names().get(part);
        LifeFact fact = parts.facts().get(part);
        AggregateLifecycle.apply(new PartAttributed(person, legacy, part, belongsTo));
        if (belongsTo.equals(person)) {
            return null;
        }
        return new PersonChanged(
                belongsTo,
                legacy,
                null,
                name == null ? List.of() : List.of(name),
                fact == null ? List.of() : List.of(fact),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** @param theirs what was found to be theirs */
    void take(PersonChanged theirs) {
        AggregateLifecycle.apply(theirs);
    }

    @CommandHandler
    void handle(RemovePerson command) {
        guardThere(command);
        AggregateLifecycle.apply(new PersonRemoved(command.person(), legacy));
    }

    @CommandHandler
    void handle(RequestConsent command) {
        guardThere(command);
        AggregateLifecycle.apply(new ConsentRequested(
                command.person(), legacy, command.consent(), command.contact(), command.codeHash(), command.actor()));
    }

    @CommandHandler
    void handle(GrantConsent command) {
        guardThere(command);
        guardCode(command.codeHash());
        if (!consented) {
            AggregateLifecycle.apply(new ConsentGranted(
                    command.person(),
                    legacy,
                    command.codeHash() == null || asked == null ? null : asked.id(),
                    command.evidence()));
        }
    }

    @CommandHandler
    void handle(WithdrawConsent command) {
        guardThere(command);
        guardCode(command.codeHash());
        if (consented) {
            AggregateLifecycle.apply(new ConsentWithdrawn(command.person(), legacy));
        }
    }

    private void guardCode(@Nullable String codeHash) {
        if (codeHash != null && (asked == null || !asked.codeHash().equals(codeHash))) {
            throw LegacyRefusals.codeNotGood();
        }
    }

    private void guardThere(PersonCommand command) {
        guardThere(command.person(), command.legacy());
        Precondition.guard(AggregateLifecycle.getVersion());
    }

    /** In that legacy, not removed, and told of for themselves. */
    void guardThere(PersonId person, LegacyId in) {
        if (!in.equals(legacy) || removed) {
            throw LegacyRefusals.notFound("person", person);
        }
        if (mergedInto != null) {
            throw LegacyRefusals.mergedInto(mergedInto);
        }
    }

    /** In that legacy, and told of as the other. */
    void guardMergedInto(PersonId person, LegacyId in, PersonId into) {
        if (!in.equals(legacy)) {
            throw LegacyRefusals.notFound("person", person);
        }
        if (!into.equals(mergedInto)) {
            throw LegacyRefusals.notMerged(person);
        }
    }

    private static void guardSize(int names, int facts) {
        if (names > MOST_NAMES) {
            throw LegacyRefusals.tooMany("names", MOST_NAMES);
        }
        if (facts > MOST_FACTS) {
            throw LegacyRefusals.tooMany("facts", MOST_FACTS);
        }
    }

    @EventSourcingHandler
    void on(PersonEvent event) {
        switch (event) {
            case PersonAdded added -> {
                id = added.person().value();
                legacy = added.legacy();
                sex = added.sex();
                living = added.living();
                notes = added.notes();
                more = added.more();
                sources = added.sources();
                file.on(added);
                parts.put(added.names(), added.facts(), added.person());
            }
            case PersonChanged changed -> {
                sex = Objects.requireNonNullElse(changed.sex(), sex);
                living = Objects.requireNonNullElse(changed.living(), living);
                notes = Objects.requireNonNullElse(changed.notes(), notes);
                more = Objects.requireNonNullElse(changed.more(), more);
                sources = Objects.requireNonNullElse(changed.sources(), sources);
                file.on(changed);
                parts.change(changed);
            }
            case PersonsMerged merged -> parts.merge(merged);
            case PersonMergedInto merged -> mergedInto = merged.into();
            case PersonsUnmerged unmerged -> parts.unmerge(unmerged);
            case PersonUnmergedFrom back -> {
                mergedInto = null;
                back.removed().forEach(parts::remove);
                parts.put(back.names(), back.facts(), back.person());
            }
            case PartAttributed attributed -> parts.attribute(attributed);
            case PersonRemoved _ -> removed = true;
            case ConsentRequested requested -> asked = new Request(requested.consent(), requested.codeHash());
            case ConsentGranted _ -> consented = true;
            case ConsentWithdrawn _ -> consented = false;
        }
    }
}
