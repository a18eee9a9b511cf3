package dev.fabula.projection.legacy;

import dev.fabula.contracts.legacy.ContextKind;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.Sex;
import dev.fabula.projection.neo4j.GraphMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the graph of legacies consists of. It says how things hang together and names nobody: names and facts are read
 * elsewhere, where it is known who may see them.
 */
sealed interface KinGraph {

    GraphMapping<KinGraph> MAPPING = GraphMapping.of(KinGraph.class)
            .node(LegacyNode.class, "Legacy")
            .node(PersonNode.class, "Person")
            .node(StoryNode.class, "Story")
            .node(ContextNode.class, "Context")
            .relationship(ParentOf.class, "PARENT_OF", edge -> person(edge.parent()), edge -> person(edge.child()))
            .relationship(PartnerOf.class, "PARTNER_OF", edge -> person(edge.one()), edge -> person(edge.other()))
            .relationship(
                    AssociatedWith.class, "ASSOCIATED_WITH", edge -> person(edge.person()), edge -> person(edge.with()))
            .relationship(MergedInto.class, "MERGED_INTO", edge -> person(edge.merged()), edge -> person(edge.into()))
            .relationship(TellsOf.class, "TELLS_OF", edge -> story(edge.story()), edge -> person(edge.person()))
            .relationship(HangsOn.class, "HANGS_ON", edge -> story(edge.story()), edge -> context(edge.context()))
            .build();

    static String legacy(String id) {
        return "legacy/" + id;
    }

    static String person(String id) {
        return "person/" + id;
    }

    static String story(String id) {
        return "story/" + id;
    }

    static String context(String id) {
        return "context/" + id;
    }

    record LegacyNode(String id, String slug) implements KinGraph {}

    record PersonNode(String id, String legacy, Sex sex) implements KinGraph {}

    /** @param published the revision that all readers see; nothing while none is */
    record StoryNode(
            String id,
            String legacy,
            int revision,
            @Nullable Integer published,
            boolean removed) implements KinGraph {}

    record ContextNode(String id, String legacy, ContextKind kind) implements KinGraph {}

    /**
     * What joins two people. Readers leave out what came with an import that is not complete, and what a complete one
     * removed. What an import changes in a bond, its pedigree for instance, may be seen before it is complete: here that
     * decides about a word, and to whom it leads is what matters.
     */
    sealed interface Bond extends KinGraph {

        /** The import that it came with; nothing where somebody added it, or it was there before. */
        @Nullable
        String imported();

        /** The import that removed it; nothing while it is there. */
        @Nullable
        String goneBy();

        Bond cameAndWent(@Nullable String imported, @Nullable String goneBy);
    }

    record ParentOf(
            String parent,
            String child,
            String legacy,
            Pedigree pedigree,
            @Nullable String imported,
            @Nullable String goneBy)
            implements Bond {

        ParentOf with(Pedigree newPedigree) {
            return new ParentOf(parent, child, legacy, newPedigree, imported, goneBy);
        }

        @Override
        public ParentOf cameAndWent(@Nullable String newImported, @Nullable String newGoneBy) {
            return new ParentOf(parent, child, legacy, pedigree, newImported, newGoneBy);
        }
    }

    /**
     * @param marriages ids of facts that say they were married
     * @param endings ids of facts that say it ended while both lived
     */
    record PartnerOf(
            String one,
            String other,
            String legacy,
            List<String> marriages,
            List<String> endings,
            @Nullable String imported,
            @Nullable String goneBy)
            implements Bond {

        PartnerOf with(List<String> newMarriages, List<String> newEndings) {
            return new PartnerOf(one, other, legacy, newMarriages, newEndings, imported, goneBy);
        }

        @Override
        public PartnerOf cameAndWent(@Nullable String newImported, @Nullable String newGoneBy) {
            return new PartnerOf(one, other, legacy, marriages, endings, newImported, newGoneBy);
        }
    }

    record AssociatedWith(
            String person,
            String with,
            String legacy,
            @Nullable String role,
            @Nullable String imported,
            @Nullable String goneBy)
            implements Bond {

        AssociatedWith as(String newRole) {
            return new AssociatedWith(person, with, legacy, newRole, imported, goneBy);
        }

        @Override
        public AssociatedWith cameAndWent(@Nullable String newImported, @Nullable String newGoneBy) {
            return new AssociatedWith(person, with, legacy, role, newImported, newGoneBy);
        }
    }

    record MergedInto(String merged, String into, String legacy) implements KinGraph {}

    /** @param revision the last that tells of them; the story's own revision may have gone on without */
    record TellsOf(String story, String person, String legacy, int revision) implements KinGraph {}

    /** @param revision the last that hangs on it; the story's own revision may have gone on without */
    record HangsOn(String story, String context, String legacy, int revision) implements KinGraph {}
}
