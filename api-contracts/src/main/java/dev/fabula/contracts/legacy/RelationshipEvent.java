package dev.fabula.contracts.legacy;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to what joins two people. The id is made from who they are and how they are joined,
 * so that nothing is said twice. Stored for ever: change only through an upcaster.
 */
@AggregateType("Relationship")
public sealed interface RelationshipEvent extends DomainEvent {

    RelationshipId relationship();

    LegacyId legacy();

    /**
     * @param from a parent, a partner, or whom an association is told of
     * @param to a child, the other partner or nobody known, or whom they had to do with
     * @param pedigree of a child
     * @param role of an association, for instance {@code godparent}
     * @param family by which partners and children of one family find together, at most 40 characters
     * @param place of a child among its siblings, from 1, or of a partner, 1 or 2
     * @param facts of partners: a marriage, a divorce
     * @param more what else a file said: lines of GEDCOM 7, levels counted from 1
     * @param imported the import that it came with; readers see it once that is complete
     */
    @EventType("legacy.relationship-added")
    record RelationshipAdded(
            RelationshipId relationship,
            LegacyId legacy,
            RelationshipKind kind,
            PersonId from,
            @Nullable PersonId to,
            @Nullable Pedigree pedigree,
            @Nullable String role,
            @Nullable String family,
            @Nullable Integer place,

            @PersonalData(subject = "from", replacement = "[]")
            List<LifeFact> facts,

            @PersonalData(subject = "from", replacement = "[]")
            List<String> more,

            @Nullable String imported)
            implements RelationshipEvent {}

    /**
     * What is said takes the place of what was said before; nothing leaves a thing as it is.
     *
     * @param from as it is, whose key the facts are sealed under
     * @param facts those that are new or changed
     * @param removed ids of facts that are not told any more
     */
    @EventType("legacy.relationship-changed")
    record RelationshipChanged(
            RelationshipId relationship,
            LegacyId legacy,
            PersonId from,
            @Nullable Pedigree pedigree,
            @Nullable String role,
            @Nullable Integer place,

            @PersonalData(subject = "from", replacement = "[]")
            List<LifeFact> facts,

            List<String> removed,
            @PersonalData(subject = "from") @Nullable List<String> more,
            @Nullable String imported)
            implements RelationshipEvent {}

    /** @param imported the import that does not tell of it any more; readers see that once it is complete */
    @EventType("legacy.relationship-removed")
    record RelationshipRemoved(
            RelationshipId relationship,
            LegacyId legacy,
            PersonId from,
            @Nullable PersonId to,
            @Nullable String imported)
            implements RelationshipEvent {}
}
