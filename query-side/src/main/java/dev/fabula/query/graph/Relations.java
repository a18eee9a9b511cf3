package dev.fabula.query.graph;

import dev.fabula.query.kinship.FamilyGraph;
import dev.fabula.query.kinship.FamilyGraphBuilder;
import dev.fabula.query.kinship.Pedigree;
import dev.fabula.query.kinship.Sex;
import dev.fabula.query.legacy.PeopleInView.Seen;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Reads as much of the graph as it takes to say how two people are related. */
@Component
@Conditional(WithGraph.class)
class Relations {

    /** People read for one answer, roughly. */
    static final int MOST = 5_000;
    /** Generations from one of the two up to a common ancestor. */
    static final int GENERATIONS = 13;
    /** How far from one of the two a marriage makes in-laws and step-relatives. */
    private static final int NEAR_UP = 3;

    private static final int NEAR_DOWN = 2;

    private final KinReader reader;

    Relations(KinReader reader) {
        this.reader = reader;
    }

    /**
     * All lines of both; their descendants of two generations, and the partners of whoever is near; all lines of these. A way
     * over two people that are joined by none of these is longer than there are words for.
     *
     * @param imports that are seen
     */
    Family around(String from, String to, Set<String> imports) {
        Family family = new Family(reader, imports, MOST);
        List<String> both = List.of(from, to);
        family.ancestors(both, GENERATIONS);
        Set<String> near = new HashSet<>();
        family.steps().forEach((person, steps) -> {
            if (steps <= NEAR_UP) {
                near.add(person);
            }
        });
        Family after = new Family(reader, imports, MOST);
        after.descendants(both, NEAR_DOWN);
        near.addAll(after.people());
        family.join(after);
        family.ancestors(family.beside(near), GENERATIONS);
        return family;
    }

    /** @param seen whoever is not among them is left out, and every link that would tell of them */
    static FamilyGraph graph(Family family, Map<String, Seen> seen) {
        FamilyGraphBuilder graph = FamilyGraph.builder();
        seen.values().forEach(person -> graph.person(person.person(), sex(person.sex())));
        for (KinLink link : family.links()) {
            if (!seen.containsKey(link.from()) || !seen.containsKey(link.to())) {
                continue;
            }
            switch (link.kind()) {
                case PARENT_OF -> graph.parent(link.to(), link.from(), Pedigree.of(link.pedigree()));
                case PARTNER_OF -> graph.partners(link.from(), link.to(), link.married(), link.ended());
                case ASSOCIATED_WITH ->
                    graph.association(link.from(), link.to(), link.role() == null ? "associate" : link.role());
            }
        }
        return graph.build();
    }

    private static Sex sex(String stored) {
        return Sex.valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
