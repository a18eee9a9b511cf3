package dev.fabula.command.gedcom;

import dev.fabula.command.Commands;
import dev.fabula.contracts.legacy.GedcomChanges;
import dev.fabula.contracts.legacy.GedcomCommand.ImportRecords;
import dev.fabula.contracts.legacy.GedcomCommand.ImportTally;
import dev.fabula.contracts.legacy.GedcomCommand.KeepRecord;
import dev.fabula.contracts.legacy.PersonCommand.ImportPerson;
import dev.fabula.contracts.legacy.RelationshipCommand.ImportRelationship;
import dev.fabula.eventstore.command.CommandSender.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Sends what a file tells, many records at a time: each batch is one append. */
final class Batches {

    /** Records in one append: enough that the disk is not what it waits for, few enough that others need not. */
    private static final int MOST = 250;
    /** Characters in one append, so that long records do not make one that is too large. */
    private static final int MOST_CHARACTERS = 500_000;

    private static final int TRIES = 8;

    private final Commands commands;
    private final ImportJob job;
    private List<ImportPerson> people = new ArrayList<>();
    private List<ImportRelationship> relationships = new ArrayList<>();
    private List<KeepRecord> records = new ArrayList<>();
    private long characters;
    private GedcomChanges ofPeople = GedcomChanges.NONE;
    private GedcomChanges ofRelationships = GedcomChanges.NONE;
    private boolean fresh;
    private long position;

    /** @param fresh whether nothing of the file is there yet, as far as anybody knows */
    Batches(Commands commands, ImportJob job, boolean fresh) {
        this.commands = commands;
        this.job = job;
        this.fresh = fresh;
    }

    /** Whether nothing of what comes from now on is there yet. */
    void expectFresh(boolean isFresh) {
        fresh = isFresh;
    }

    void add(ImportPerson person) {
        people.add(person);
        person.more().forEach(this::count);
        person.notes().forEach(this::count);
        person.facts().forEach(fact -> {
            fact.more().forEach(this::count);
            count(fact.note());
        });
        sendIfFull();
    }

    void add(ImportRelationship relationship) {
        relationships.add(relationship);
        relationship.facts().forEach(fact -> fact.more().forEach(this::count));
        sendIfFull();
    }

    void add(KeepRecord record) {
        records.add(record);
        record.lines().forEach(this::count);
        sendIfFull();
    }

    private void count(@Nullable String text) {
        characters += text == null ? 0 : text.length();
    }

    private void sendIfFull() {
        if (people.size() + relationships.size() + records.size() >= MOST || characters >= MOST_CHARACTERS) {
            send();
        }
    }

    /** Sends what is left. */
    void send() {
        ImportRecords batch =
                new ImportRecords(job.imports(), job.legacy(), job.imported(), fresh, people, relationships, records);
        if (batch.size() > 0) {
            Answered<ImportTally> answered = send(batch);
            ofPeople = ofPeople.plus(answered.answer().people());
            ofRelationships = ofRelationships.plus(answered.answer().relationships());
            answered.outcome().ifPresent(outcome -> position = outcome.position());
        }
        people = new ArrayList<>();
        relationships = new ArrayList<>();
        records = new ArrayList<>();
        characters = 0;
    }

    /** What is there all the same, or was changed meanwhile, is looked at before it is decided again. */
    private Answered<ImportTally> send(ImportRecords batch) {
        ImportRecords wanted = batch;
        for (int tried = 1; ; tried++) {
            try {
                return commands.ask(wanted, job.metadata());
            } catch (ConcurrencyException | AggregateStreamCreationException conflict) {
                if (tried == TRIES) {
                    throw conflict;
                }
                wanted = new ImportRecords(
                        batch.imports(),
                        batch.legacy(),
                        batch.imported(),
                        false,
                        batch.people(),
                        batch.relationships(),
                        batch.records());
            }
        }
    }

    GedcomChanges people() {
        return ofPeople;
    }

    GedcomChanges relationships() {
        return ofRelationships;
    }

    /** Of the last event that was appended; 0 where none was. */
    Optional<Long> position() {
        return position == 0 ? Optional.empty() : Optional.of(position);
    }
}
