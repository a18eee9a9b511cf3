package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.legacy.GedcomCommand.ImportRecords;
import dev.fabula.contracts.legacy.GedcomCommand.ImportTally;
import dev.fabula.contracts.legacy.GedcomCommand.KeepRecord;
import dev.fabula.contracts.legacy.PersonCommand.ImportPerson;
import dev.fabula.contracts.legacy.RelationshipCommand.ImportRelationship;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Many records of a file at once: each decides for itself, and what all say is appended together. */
@Component
final class ImportedRecords {

    private final Repository<Person> people;
    private final Repository<Relationship> relationships;
    private final Repository<KeptRecord> records;

    ImportedRecords(Repository<Person> people, Repository<Relationship> relationships, Repository<KeptRecord> records) {
        this.people = people;
        this.relationships = relationships;
        this.records = records;
    }

    /** In the order of ids, so that two commands about the same people do not wait for each other. */
    @CommandHandler
    ImportTally handle(ImportRecords command) throws Exception {
        boolean fresh = command.fresh();
        GedcomChanges ofPeople = GedcomChanges.NONE;
        for (ImportPerson told : sorted(command.people(), ImportPerson::target)) {
            ofPeople =
                    ofPeople.plus(one(people, told.target(), fresh, () -> new Person(told), person -> person.take(told))
                            .counted());
        }
        GedcomChanges ofRelationships = GedcomChanges.NONE;
        for (ImportRelationship told : sorted(command.relationships(), ImportRelationship::target)) {
            ofRelationships = ofRelationships.plus(one(
                            relationships,
                            told.target(),
                            fresh,
                            () -> new Relationship(told),
                            relationship -> relationship.take(told))
                    .counted());
        }
        for (KeepRecord told : sorted(command.records(), KeepRecord::record)) {
            ImportOutcome _ =
                    one(records, told.record(), fresh, () -> new KeptRecord(told), record -> record.take(told));
        }
        return new ImportTally(ofPeople, ofRelationships);
    }

    private static <C> List<C> sorted(List<C> commands, Function<C, String> id) {
        return commands.stream().sorted(Comparator.comparing(id)).toList();
    }

    private static <A> ImportOutcome one(
            Repository<A> repository, String id, boolean fresh, Callable<A> made, Function<A, ImportOutcome> told)
            throws Exception {
        if (!fresh) {
            try {
                return repository.load(id).invoke(told);
            } catch (AggregateNotFoundException nobody) {
                // Then it is new after all.
            }
        }
        var _ = repository.newInstance(made);
        return ImportOutcome.ADDED;
    }
}
