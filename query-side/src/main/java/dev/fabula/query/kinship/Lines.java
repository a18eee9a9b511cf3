package dev.fabula.query.kinship;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What two people are to each other by lines alone: by birth, adoption and so on, and never over a partner. */
final class Lines {

    /** Lines of which one can say the same. */
    private record Same(RelationKind kind, boolean half, int up, int down) {}

    private final FamilyGraph graph;
    private final Map<Same, List<Way>> found = new LinkedHashMap<>();

    Lines(FamilyGraph graph) {
        this.graph = graph;
    }

    void add(Way way) {
        Way.Line line = way.lines().getFirst();
        RelationKind kind = line.half() && line.kind() == RelationKind.BLOOD ? RelationKind.HALF : line.kind();
        found.computeIfAbsent(new Same(kind, line.half(), line.up(), line.down()), _ -> new ArrayList<>())
                .add(way);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Relationship> relationships(Sex sexOfTo) {
        List<Relationship> relationships = new ArrayList<>();
        found.forEach((same, ways) -> relationships.add(relationship(same, ways, sexOfTo)));
        return relationships;
    }

    private Relationship relationship(Same same, List<Way> ways, Sex sexOfTo) {
        Set<Integer> ancestors = new LinkedHashSet<>();
        ways.forEach(way -> ancestors.addAll(way.lines().getFirst().ancestors()));
        boolean direct = same.up == 0 || same.down == 0;
        KinshipPart part = KinshipPart.line(same.kind, same.up, same.down, same.half, sexOfTo)
                .withTimes(direct ? 1 : times(ways));
        KinshipTerm term = KinshipTerm.of(same.kind, ViaPartner.NONE, List.of(part));
        return new Relationship(
                KinshipWords.english().of(term),
                term,
                same.up + same.down,
                ancestors.stream().map(graph::id).toList(),
                ways.stream().map(this::line).toList());
    }

    private KinshipLine line(Way way) {
        return new KinshipLine(
                way.lines().getFirst().ancestors().stream().map(graph::id).toList(), way.path());
    }

    /**
     * How many of these lines go over ancestors of their own: two are double cousins. Counts from the first on, which is
     * exact wherever ancestors come in couples.
     */
    private static int times(List<Way> ways) {
        Set<Integer> seen = new LinkedHashSet<>();
        int times = 0;
        for (Way way : ways) {
            List<Integer> ancestors = way.lines().getFirst().ancestors();
            if (Collections.disjoint(seen, ancestors)) {
                times++;
                seen.addAll(ancestors);
            }
        }
        return times;
    }
}
