package dev.fabula.query.kinship;

import java.util.List;

/**
 * One relationship of two people.
 *
 * @param words what {@code to} is of {@code from}, in English
 * @param term the same without words
 * @param distance steps of the way: a parent, a child or a partner is 1, a sibling is 2
 * @param ancestors common to both at these distances, over all lines, a couple counting as both; empty where the way
 *     goes over no ancestor
 * @param lines all ways of this kind and these distances that were found; more than one where a pedigree collapses, and
 *     for double cousins
 */
public record Relationship(
        String words, KinshipTerm term, int distance, List<String> ancestors, List<KinshipLine> lines) {

    public Relationship {
        ancestors = List.copyOf(ancestors);
        lines = List.copyOf(lines);
    }

    public RelationKind kind() {
        return term.kind();
    }

    /** The first of the lines. */
    public List<PathStep> path() {
        return lines.isEmpty() ? List.of() : lines.getFirst().path();
    }
}
