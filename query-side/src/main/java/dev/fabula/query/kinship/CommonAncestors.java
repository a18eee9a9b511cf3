package dev.fabula.query.kinship;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** Whom two people both descend from by birth, each counting as an ancestor of themselves. */
final class CommonAncestors {

    private static final int NOT = -1;

    private final FamilyGraph graph;
    private final int[] one;
    private final int[] other;

    /** @param generations that are looked at */
    CommonAncestors(FamilyGraph graph, int one, int other, int generations) {
        this.graph = graph;
        this.one = generationsTo(one, generations);
        this.other = generationsTo(other, generations);
    }

    /** Those of whom no child is one, the nearest first. In a cycle there may be none, since everyone has such a child. */
    List<Integer> nearest() {
        return IntStream.range(0, graph.size())
                .filter(this::isCommon)
                .filter(person -> Arrays.stream(graph.children(person))
                        .noneMatch(child -> isCommon(child) && isBirth(child, person)))
                .boxed()
                .sorted(Comparator.comparingInt(person -> one[person] + other[person]))
                .toList();
    }

    private boolean isCommon(int person) {
        return one[person] != NOT && other[person] != NOT;
    }

    private boolean isBirth(int child, int parent) {
        Pedigree pedigree = graph.pedigree(child, parent);
        return pedigree != null && pedigree.kind() == RelationKind.BLOOD;
    }

    private int[] generationsTo(int person, int most) {
        int[] generations = new int[graph.size()];
        Arrays.fill(generations, NOT);
        generations[person] = 0;
        Deque<Integer> open = new ArrayDeque<>();
        open.add(person);
        for (Integer at = open.poll(); at != null; at = open.poll()) {
            for (int parent : graph.parents(at)) {
                if (generations[parent] == NOT && generations[at] < most && isBirth(at, parent)) {
                    generations[parent] = generations[at] + 1;
                    open.add(parent);
                }
            }
        }
        return generations;
    }
}
