package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.RelationshipCommand.ImportRelationship;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipAdded;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipChanged;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipRemoved;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the last file told of what joins two people, as {@link PersonInFile} has it of one. */
final class RelationshipInFile {

    private final Map<String, LifeFact> facts = new HashMap<>();
    private @Nullable Pedigree pedigree;
    private @Nullable String role;
    private @Nullable Integer place;
    private List<String> more = List.of();
    private @Nullable String addedBy;
    private @Nullable String changedBy;
    private boolean removedByHand;

    void on(RelationshipAdded added) {
        facts.clear();
        removedByHand = false;
        addedBy = added.imported();
        if (added.imported() != null) {
            pedigree = added.pedigree();
            role = added.role();
            place = added.place();
            more = added.more();
            added.facts().forEach(fact -> facts.put(fact.id(), fact));
        }
    }

    void on(RelationshipChanged changed) {
        if (changed.imported() == null) {
            return;
        }
        changedBy = changed.imported();
        pedigree = changed.pedigree() == null ? pedigree : changed.pedigree();
        role = changed.role() == null ? role : changed.role();
        place = changed.place() == null ? place : changed.place();
        more = changed.more() == null ? more : changed.more();
        changed.removed().forEach(facts::remove);
        changed.facts().forEach(fact -> facts.put(fact.id(), fact));
    }

    void on(RelationshipRemoved removed) {
        removedByHand = removed.imported() == null;
    }

    boolean isRemovedByHand() {
        return removedByHand;
    }

    ImportOutcome led(String imported) {
        if (imported.equals(addedBy)) {
            return ImportOutcome.ADDED;
        }
        return imported.equals(changedBy) ? ImportOutcome.CHANGED : ImportOutcome.UNCHANGED;
    }

    /** @param there ids of the facts that are told now */
    RelationshipChanged changes(ImportRelationship told, Set<String> there) {
        Set<String> tells = told.facts().stream().map(LifeFact::id).collect(Collectors.toSet());
        return new RelationshipChanged(
                told.relationship(),
                told.legacy(),
                told.from(),
                Objects.equals(told.pedigree(), pedigree) ? null : told.pedigree(),
                Objects.equals(told.role(), role) ? null : told.role(),
                Objects.equals(told.place(), place) ? null : told.place(),
                told.facts().stream()
                        .filter(fact -> !fact.equals(facts.get(fact.id())))
                        .toList(),
                facts.keySet().stream()
                        .filter(fact -> !tells.contains(fact) && there.contains(fact))
                        .sorted()
                        .toList(),
                told.more().equals(more) ? null : told.more(),
                told.imported());
    }
}
