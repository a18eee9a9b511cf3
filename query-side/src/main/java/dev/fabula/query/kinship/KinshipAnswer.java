package dev.fabula.query.kinship;

import java.util.List;

/**
 * How two people are related.
 *
 * @param relationships what {@code to} is of {@code from}: by birth first, then the nearest; at least one, which is
 *     {@link RelationKind#NONE} where none was found
 * @param nearestCommonAncestors by birth: those of whom no child is an ancestor of both, or one of the two themselves
 * @param complete whether no limit was met; else there may be more relationships, or lines of them
 */
public record KinshipAnswer(
        String from,
        String to,
        List<Relationship> relationships,
        List<String> nearestCommonAncestors,
        boolean complete) {

    public KinshipAnswer {
        relationships = List.copyOf(relationships);
        nearestCommonAncestors = List.copyOf(nearestCommonAncestors);
    }

    /** The nearest. */
    public Relationship nearest() {
        return relationships.getFirst();
    }
}
