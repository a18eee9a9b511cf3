package dev.fabula.command.legacy;

import dev.fabula.command.Precondition;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.PersonCommand.AttributePart;
import dev.fabula.contracts.legacy.PersonCommand.MergePersons;
import dev.fabula.contracts.legacy.PersonCommand.UnmergePersons;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonEvent.PersonUnmergedFrom;
import dev.fabula.contracts.legacy.PersonEvent.PersonsMerged;
import dev.fabula.contracts.legacy.PersonId;
import java.util.function.BiConsumer;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * What two people are both concerned with: merging, and what comes of it. Both decide, and what both say is appended
 * together or not at all.
 */
@Component
final class PersonMerging {

    private final Repository<Person> people;

    PersonMerging(Repository<Person> people) {
        this.people = people;
    }

    @CommandHandler
    void handle(MergePersons command) {
        both(command.person(), command.merged(), (stays, goes) -> {
            stays.execute(person -> person.guardThere(command.person(), command.legacy()));
            Precondition.guard(stays.version());
            PersonsMerged said = goes.invoke(person -> {
                person.guardThere(command.merged(), command.legacy());
                return person.mergeInto(command.person());
            });
            stays.execute(person -> person.merge(said));
        });
    }

    @CommandHandler
    void handle(UnmergePersons command) {
        both(command.person(), command.merged(), (stayed, comesBack) -> {
            guard(command.person(), command.merged(), command.legacy(), stayed, comesBack);
            Precondition.guard(stayed.version());
            PersonUnmergedFrom back = stayed.invoke(person -> person.unmerge(command.merged()));
            comesBack.execute(person -> person.comeBack(back));
        });
    }

    private static void guard(
            PersonId one, PersonId other, LegacyId legacy, Aggregate<Person> stayed, Aggregate<Person> comesBack) {
        stayed.execute(person -> person.guardThere(one, legacy));
        comesBack.execute(person -> person.guardMergedInto(other, legacy, one));
    }

    @CommandHandler
    void handle(AttributePart command) {
        Aggregate<Person> here = load(command.person());
        here.execute(person -> person.guardThere(command.person(), command.legacy()));
        Precondition.guard(here.version());
        PersonChanged theirs = here.invoke(person -> person.attribute(command.part(), command.belongsTo()));
        if (theirs != null) {
            load(command.belongsTo()).execute(person -> {
                person.guardThere(command.belongsTo(), command.legacy());
                person.take(theirs);
            });
        }
    }

    /** Loaded in the order of their ids, so that two commands about the same two people do not wait for each other. */
    private void both(PersonId one, PersonId other, BiConsumer<Aggregate<Person>, Aggregate<Person>> work) {
        if (one.equals(other)) {
            throw LegacyRefusals.withThemselves();
        }
        if (one.value().compareTo(other.value()) < 0) {
            Aggregate<Person> first = load(one);
            work.accept(first, load(other));
        } else {
            Aggregate<Person> first = load(other);
            work.accept(load(one), first);
        }
    }

    private Aggregate<Person> load(PersonId person) {
        try {
            return people.load(person.value());
        } catch (AggregateNotFoundException nobody) {
            throw LegacyRefusals.notFound("person", person);
        }
    }
}
