package dev.fabula.contracts.legacy;

import dev.fabula.contracts.command.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can be wanted of what joins two people. */
public sealed interface RelationshipCommand extends Command {

    RelationshipId relationship();

    LegacyId legacy();

    @Override
    default String target() {
        return relationship().value();
    }

    /** As {@link RelationshipEvent.RelationshipAdded} says; one that was removed comes back. */
    record AddRelationship(
            RelationshipId relationship,
            LegacyId legacy,
            RelationshipKind kind,
            PersonId from,
            @Nullable PersonId to,
            @Nullable Pedigree pedigree,
            @Nullable String role,
            @Nullable String family,
            @Nullable Integer place,
            List<LifeFact> facts,
            List<String> more,
            @Nullable String imported)
            implements RelationshipCommand {
        public AddRelationship {
            if (from.equals(to)) {
                throw LegacyRefusals.withThemselves();
            }
            if (to == null && kind != RelationshipKind.PARTNER) {
                throw LegacyRefusals.missing("to");
            }
            if (kind == RelationshipKind.PARENT_CHILD && pedigree == null) {
                throw LegacyRefusals.missing("pedigree");
            }
        }
    }

    /** As {@link RelationshipEvent.RelationshipChanged} says. */
    record ChangeRelationship(
            RelationshipId relationship,
            LegacyId legacy,
            @Nullable Pedigree pedigree,
            @Nullable String role,
            @Nullable Integer place,
            List<LifeFact> facts,
            List<String> removed,
            @Nullable List<String> more,
            @Nullable String imported)
            implements RelationshipCommand {}

    /** As a file tells of what joins two people; what was edited by hand stays unless the file has changed it, too. */
    record ImportRelationship(
            RelationshipId relationship,
            LegacyId legacy,
            RelationshipKind kind,
            PersonId from,
            @Nullable PersonId to,
            @Nullable Pedigree pedigree,
            @Nullable String role,
            @Nullable String family,
            @Nullable Integer place,
            List<LifeFact> facts,
            List<String> more,
            String imported)
            implements RelationshipCommand {}

    /** @param imported the import that does not tell of it any more; nothing where somebody wants it gone */
    record RemoveRelationship(
            RelationshipId relationship,
            LegacyId legacy,
            @Nullable String imported) implements RelationshipCommand {}
}
