package dev.fabula.bench;

import dev.fabula.contracts.event.ActorKind;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.legacy.LegacyEvent.LegacyCreated;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.LivingStatus;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipAdded;
import dev.fabula.contracts.legacy.RelationshipId;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.legacy.Sex;
import dev.fabula.contracts.legacy.StoryEvent.StoryPublished;
import dev.fabula.contracts.legacy.StoryEvent.StoryTagged;
import dev.fabula.contracts.legacy.StoryEvent.StoryWritten;
import dev.fabula.contracts.legacy.StoryId;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.postgres.PostgresEventStorageEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Families of a few hundred who have died, who was whose parent, and memories of every third of them. */
final class FamilyHistory {

    private static final int PEOPLE = 250;
    private static final int PARENTS = 2;
    private static final int REMEMBERED = 3;
    private static final EventMetadata BY =
            EventMetadata.of(new TenantId("alder"), new ActorId("olivia"), ActorKind.USER);

    private final PostgresEventStorageEngine engine;
    private final Random random = new Random(5);
    private final Diaries diaries = new Diaries(5);
    private final List<GenericDomainEventMessage<DomainEvent>> command = new ArrayList<>();

    private FamilyHistory(PostgresEventStorageEngine engine) {
        this.engine = engine;
    }

    /** Appends so many events, or a few more. */
    static void fill(PostgresEventStorageEngine engine, int events) {
        FamilyHistory history = new FamilyHistory(engine);
        for (int written = 0; written < events; ) {
            written += history.family();
        }
    }

    private int family() {
        LegacyId legacy = new LegacyId(Ulids.next());
        add("Legacy", legacy.value(), 0, new LegacyCreated(legacy, "f-" + legacy.value(), "A family", null, "olivia"));
        List<PersonId> people = new ArrayList<>();
        int events = append();
        for (int i = 0; i < PEOPLE; i++) {
            PersonId person = new PersonId(Ulids.next());
            add("Person", person.value(), 0, person(person, legacy, i));
            for (int parent = 0; parent < PARENTS && !people.isEmpty(); parent++) {
                int nearby = Math.max(0, people.size() - 1 - random.nextInt(20));
                parentOf(legacy, people.get(nearby), person);
            }
            people.add(person);
            if (i % REMEMBERED == 0) {
                remember(legacy, person);
            }
            events += append();
        }
        return events;
    }

    private PersonAdded person(PersonId person, LegacyId legacy, int number) {
        return new PersonAdded(
                person,
                legacy,
                number % 2 == 0 ? Sex.FEMALE : Sex.MALE,
                List.of(new PersonName(
                        "n1",
                        "Given" + number + " /Family" + number % 50 + "/",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of())),
                List.of(fact("f1", "birth", 1800 + number / 3), fact("f2", "death", 1870 + number / 3)),
                List.of(),
                LivingStatus.INFERRED,
                List.of(),
                List.of(),
                null);
    }

    private static LifeFact fact(String id, String kind, int year) {
        return new LifeFact(id, kind, null, Integer.toString(year), "Harrow Bridge", null, null, List.of());
    }

    private void parentOf(LegacyId legacy, PersonId parent, PersonId child) {
        RelationshipId relationship = new RelationshipId(Ulids.next());
        add(
                "Relationship",
                relationship.value(),
                0,
                new RelationshipAdded(
                        relationship,
                        legacy,
                        RelationshipKind.PARENT_CHILD,
                        parent,
                        child,
                        Pedigree.BIRTH,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null));
    }

    private void remember(LegacyId legacy, PersonId person) {
        StoryId story = new StoryId(Ulids.next());
        add(
                "Story",
                story.value(),
                0,
                new StoryWritten(
                        story, legacy, "olivia", "What is remembered", diaries.text(), List.of(person), List.of()));
        add("Story", story.value(), 1, new StoryTagged(story, legacy, List.of("home")));
        add("Story", story.value(), 2, new StoryPublished(story, legacy, 1));
    }

    private void add(String aggregate, String stream, long sequence, DomainEvent event) {
        command.add(new GenericDomainEventMessage<>(aggregate, stream, sequence, event, BY.toMap()));
    }

    private int append() {
        engine.appendEvents(List.copyOf(command));
        int appended = command.size();
        command.clear();
        return appended;
    }
}
