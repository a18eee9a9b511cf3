package dev.fabula.query.kinship;

import dev.fabula.query.kinship.PathStep.Move;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers how two people of a family are related.
 *
 * <p>The direction, everywhere: an answer says what {@code to} is of {@code from}. Where {@code from} is a child and
 * {@code to} its grandmother, the words are "grandmother", one goes up two generations, and down none.
 */
public final class Kinship {

    private static final Comparator<Relationship> NEAREST_FIRST = Comparator.comparingInt(
                    (Relationship relationship) -> isByBirth(relationship) ? 0 : 1)
            .thenComparingInt(Relationship::distance)
            .thenComparing(Relationship::kind)
            .thenComparingInt(relationship -> relationship.term().parts().size())
            .thenComparingInt(relationship -> relationship.term().generationsUp())
            .thenComparing(Relationship::words);

    private final FamilyGraph graph;
    private final int from;
    private final int to;
    private final KinshipLimits limits;

    private Kinship(FamilyGraph graph, int from, int to, KinshipLimits limits) {
        this.graph = graph;
        this.from = from;
        this.to = to;
        this.limits = limits;
    }

    /** With {@link KinshipLimits#USUAL}. */
    public static KinshipAnswer between(FamilyGraph graph, String from, String to) {
        return between(graph, from, to, KinshipLimits.USUAL);
    }

    /**
     * All relationships of the two that are within the limits. Someone is nothing but oneself to oneself, even where
     * wrong data make one's own ancestor of someone.
     *
     * @throws IllegalArgumentException where the graph has no such person, naming the id
     */
    public static KinshipAnswer between(FamilyGraph graph, String from, String to, KinshipLimits limits) {
        return new Kinship(graph, graph.number(from), graph.number(to), limits).answer();
    }

    private KinshipAnswer answer() {
        if (from == to) {
            return answer(List.of(bare(RelationKind.SELF)), true);
        }
        PathSearch search = new PathSearch(graph, from, to, limits);
        Lines lines = new Lines(graph);
        search.ways(0, Integer.MAX_VALUE, way -> {
            lines.add(Way.of(graph, way));
            return true;
        });
        List<Relationship> found = new ArrayList<>(lines.relationships(graph.sex(to)));
        found.addAll(new Partners(graph, search, !found.isEmpty() || graph.bond(from, to) != null).relationships());
        addCoParent(found);
        addAssociations(found);
        found.sort(NEAREST_FIRST);
        dropRecordedTwice(found);
        if (found.isEmpty()) {
            found.add(bare(RelationKind.NONE));
        }
        boolean all = found.size() <= limits.relationships();
        return answer(all ? found : found.subList(0, limits.relationships()), all && !search.wasCut());
    }

    /** A step-father of whom both the link and the marriage are recorded is one. */
    private static void dropRecordedTwice(List<Relationship> found) {
        Set<List<KinshipPart>> steps = new HashSet<>();
        found.removeIf(relationship -> relationship.kind() == RelationKind.STEP
                && !steps.add(relationship.term().parts()));
    }

    private KinshipAnswer answer(List<Relationship> relationships, boolean complete) {
        List<String> nearest = new CommonAncestors(graph, from, to, limits.generations())
                .nearest().stream().map(graph::id).toList();
        return new KinshipAnswer(graph.id(from), graph.id(to), relationships, nearest, complete);
    }

    private static boolean isByBirth(Relationship relationship) {
        return relationship.kind() == RelationKind.BLOOD || relationship.kind() == RelationKind.HALF;
    }

    private Relationship bare(RelationKind kind) {
        KinshipTerm term = KinshipTerm.bare(kind, graph.sex(to));
        return new Relationship(KinshipWords.english().of(term), term, 0, List.of(), List.of());
    }

    /** Where nothing is recorded of the two but a child. */
    private void addCoParent(List<Relationship> found) {
        if (graph.bond(from, to) != null) {
            return;
        }
        Arrays.stream(graph.children(from))
                .filter(child -> graph.isChild(child, to))
                .limit(1)
                .forEach(child -> {
                    KinshipPart part = KinshipPart.partner(Bond.CO_PARENT, graph.sex(to));
                    KinshipTerm term = KinshipTerm.of(RelationKind.PARTNER, ViaPartner.BOTH, List.of(part));
                    found.add(relationship(
                            term,
                            new PathStep(graph.id(child), Move.DOWN, graph.pedigree(child, from), null),
                            new PathStep(graph.id(to), Move.UP, graph.pedigree(child, to), null)));
                });
    }

    private void addAssociations(List<Relationship> found) {
        for (FamilyGraph.Association association : graph.associations()) {
            boolean there = association.of() == from && association.who() == to;
            boolean back = association.of() == to && association.who() == from;
            if (there || back) {
                KinshipTerm term = KinshipTerm.association(association.role(), back, graph.sex(to));
                found.add(relationship(term, new PathStep(graph.id(to), Move.ASSOCIATION, null, null)));
            }
        }
    }

    private Relationship relationship(KinshipTerm term, PathStep... steps) {
        List<PathStep> path = new ArrayList<>();
        path.add(new PathStep(graph.id(from), Move.START, null, null));
        path.addAll(Arrays.asList(steps));
        return new Relationship(
                KinshipWords.english().of(term),
                term,
                steps.length,
                List.of(),
                List.of(new KinshipLine(List.of(), path)));
    }
}
