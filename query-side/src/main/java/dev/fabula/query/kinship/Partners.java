package dev.fabula.query.kinship;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What two people are to each other over one partner or two. */
final class Partners {

    /**
     * Beside a line or a partnership of the two, what is farther than this, or over two partners, says nothing more: an
     * aunt is also one's mother's husband's brother's wife.
     */
    private static final int MOST_STEPS_BESIDE_NEARER = 4;
    /** So many steps beyond the shortest way, other kinds are still looked for. */
    private static final int MOST_STEPS_BEYOND_SHORTEST = 2;

    private final FamilyGraph graph;
    private final PathSearch search;
    private final boolean besideNearer;
    private final Map<KinshipTerm, List<Way>> found = new LinkedHashMap<>();
    private final Map<RelationKind, Integer> shortest = new EnumMap<>(RelationKind.class);

    Partners(FamilyGraph graph, PathSearch search, boolean besideNearer) {
        this.graph = graph;
        this.search = search;
        this.besideNearer = besideNearer;
    }

    /** The shortest of each kind, all of them where several are equally short. */
    List<Relationship> relationships() {
        int mostPartners = besideNearer ? 1 : PathSearch.MOST_PARTNERS;
        for (int partners = 1; partners <= mostPartners; partners++) {
            search.ways(partners, mostNow(), this::take);
        }
        List<Relationship> relationships = new ArrayList<>();
        found.forEach((term, ways) -> {
            // Over two partners there may have been a shorter way than over one.
            if (Objects.equals(shortest.get(term.kind()), ways.getFirst().steps())) {
                relationships.add(relationship(term, ways));
            }
        });
        return relationships;
    }

    private int mostNow() {
        return shortest.values().stream()
                .mapToInt(steps -> steps + MOST_STEPS_BEYOND_SHORTEST)
                .reduce(besideNearer ? MOST_STEPS_BESIDE_NEARER : Integer.MAX_VALUE, Math::min);
    }

    private boolean take(Chain chain) {
        Way way = Way.of(graph, chain);
        if (way.steps() > mostNow()) {
            return false;
        }
        KinshipTerm term = Affinity.term(graph, way);
        if (shortest.merge(term.kind(), way.steps(), Math::min) == way.steps()) {
            found.computeIfAbsent(term, _ -> new ArrayList<>()).add(way);
        }
        return true;
    }

    private Relationship relationship(KinshipTerm term, List<Way> ways) {
        List<KinshipLine> lines = ways.stream()
                .map(way -> new KinshipLine(ancestors(way), way.path()))
                .toList();
        return new Relationship(
                KinshipWords.english().of(term),
                term,
                ways.getFirst().steps(),
                lines.stream()
                        .flatMap(line -> line.ancestors().stream())
                        .distinct()
                        .toList(),
                lines);
    }

    private List<String> ancestors(Way way) {
        return way.lines().stream()
                .flatMap(line -> line.ancestors().stream())
                .map(graph::id)
                .toList();
    }
}
