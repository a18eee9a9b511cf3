package dev.fabula.command.legacy;

import dev.fabula.command.Precondition;
import dev.fabula.contracts.legacy.LegacyId;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.RelationshipCommand;
import dev.fabula.contracts.legacy.RelationshipCommand.AddRelationship;
import dev.fabula.contracts.legacy.RelationshipCommand.ChangeRelationship;
import dev.fabula.contracts.legacy.RelationshipCommand.ImportRelationship;
import dev.fabula.contracts.legacy.RelationshipCommand.RemoveRelationship;
import dev.fabula.contracts.legacy.RelationshipEvent;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipAdded;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipChanged;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipRemoved;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Decides about what joins two people; whether there are such people has been asked before. */
@Aggregate(type = "Relationship", cache = "aggregateCache", commandTargetResolver = "commandTargets")
final class Relationship {

    static final int MOST_FACTS = 100;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    /** As it was said last, where it is there. */
    private @Nullable RelationshipAdded said;

    private final Set<String> facts = new LinkedHashSet<>();
    private final RelationshipInFile file = new RelationshipInFile();

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    Relationship() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AddRelationship command) {
        if (said != null) {
            throw LegacyRefusals.alreadyRelated();
        }
        guardFacts(command.facts().size());
        AggregateLifecycle.apply(new RelationshipAdded(
                command.relationship(),
                command.legacy(),
                command.kind(),
                command.from(),
                command.to(),
                command.pedigree(),
                command.role(),
                command.family(),
                command.place(),
                command.facts(),
                command.more(),
                command.imported()));
    }

    /** As a file tells of it for the first time. */
    @SuppressWarnings("NullAway.Init")
    Relationship(ImportRelationship told) {
        add(told);
    }

    /** As a file tells of it; what was removed by hand stays so. */
    ImportOutcome take(ImportRelationship told) {
        if (file.isRemovedByHand()) {
            return ImportOutcome.LEFT;
        }
        if (said == null) {
            add(told);
            return ImportOutcome.ADDED;
        }
        RelationshipChanged changed = file.changes(told, facts);
        if (saysSomething(changed)) {
            AggregateLifecycle.apply(changed);
        }
        return file.led(told.imported());
    }

    private static void add(ImportRelationship told) {
        AggregateLifecycle.apply(new RelationshipAdded(
                told.relationship(),
                told.legacy(),
                told.kind(),
                told.from(),
                told.to(),
                told.pedigree(),
                told.role(),
                told.family(),
                told.place(),
                told.facts(),
                told.more(),
                told.imported()));
    }

    private static boolean saysSomething(RelationshipChanged changed) {
        return changed.pedigree() != null
                || changed.role() != null
                || changed.place() != null
                || !changed.facts().isEmpty()
                || !changed.removed().isEmpty()
                || changed.more() != null;
    }

    @CommandHandler
    void handle(ChangeRelationship command) {
        RelationshipAdded now = there(command);
        for (String fact : command.removed()) {
            if (!facts.contains(fact)) {
                throw LegacyRefusals.noSuchPart(fact);
            }
        }
        guardFacts(facts.size()
                + (int) command.facts().stream()
                        .map(LifeFact::id)
                        .filter(fact -> !facts.contains(fact))
                        .count());
        AggregateLifecycle.apply(new RelationshipChanged(
                command.relationship(),
                now.legacy(),
                now.from(),
                command.pedigree(),
                command.role(),
                command.place(),
                command.facts(),
                command.removed(),
                command.more(),
                command.imported()));
    }

    @CommandHandler
    void handle(RemoveRelationship command) {
        RelationshipAdded now = there(command);
        AggregateLifecycle.apply(new RelationshipRemoved(
                command.relationship(), now.legacy(), now.from(), now.to(), command.imported()));
    }

    private RelationshipAdded there(RelationshipCommand command) {
        LegacyId asked = command.legacy();
        if (said == null || !asked.equals(said.legacy())) {
            throw LegacyRefusals.notFound("relationship", command.relationship());
        }
        Precondition.guard(AggregateLifecycle.getVersion());
        return said;
    }

    private static void guardFacts(int count) {
        if (count > MOST_FACTS) {
            throw LegacyRefusals.tooMany("facts", MOST_FACTS);
        }
    }

    @EventSourcingHandler
    void on(RelationshipEvent event) {
        id = event.relationship().value();
        switch (event) {
            case RelationshipAdded added -> {
                said = added;
                file.on(added);
                facts.clear();
                keep(added.facts(), List.of());
            }
            case RelationshipChanged changed -> {
                file.on(changed);
                keep(changed.facts(), changed.removed());
            }
            case RelationshipRemoved removed -> {
                file.on(removed);
                said = null;
                facts.clear();
            }
        }
    }

    private void keep(List<LifeFact> some, List<String> removed) {
        removed.forEach(facts::remove);
        some.forEach(fact -> facts.add(Objects.requireNonNull(fact.id())));
    }
}
