package dev.fabula.query.kinship;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds lines as one would on paper: writes down every way up from the one and from the other, and lays each beside each.
 * Shares nothing with the search but the definition.
 */
final class BruteForce {

    private final List<RandomFamily.Link> links;

    BruteForce(RandomFamily family) {
        this.links = family.links();
    }

    /** Lines, as "kind up down half", without doubles. */
    Set<String> lines(int one, int other) {
        Map<List<List<Integer>>, Set<Integer>> apexes = new HashMap<>();
        Set<String> shapes = new TreeSet<>();
        for (List<Integer> left : waysUp(one, false)) {
            for (List<Integer> right : waysUp(other, false)) {
                if (!left.getLast().equals(right.getLast()) || meetBefore(left, right)) {
                    continue;
                }
                if (left.size() == 1 || right.size() == 1) {
                    RelationKind kind = max(weakest(left), weakest(right));
                    shapes.add(kind + " " + (left.size() - 1) + " " + (right.size() - 1) + " false");
                } else {
                    apexes.computeIfAbsent(List.of(below(left), below(right)), _ -> new HashSet<>())
                            .add(left.getLast());
                }
            }
        }
        apexes.forEach((legs, tops) -> shapes.add(shape(legs.getFirst(), legs.getLast(), tops)));
        return shapes;
    }

    /** By birth: the common ancestors who are no ancestors of another. */
    Set<String> nearestCommonAncestors(int one, int other) {
        Set<Integer> common = ancestors(one);
        common.retainAll(ancestors(other));
        return common.stream()
                .filter(each -> common.stream()
                        .noneMatch(nearer ->
                                !nearer.equals(each) && ancestors(nearer).contains(each)))
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Integer> ancestors(int person) {
        return waysUp(person, true).stream().map(List::getLast).collect(Collectors.toCollection(HashSet::new));
    }

    private List<List<Integer>> waysUp(int person, boolean byBirth) {
        List<List<Integer>> ways = new ArrayList<>();
        ways.add(List.of(person));
        for (int i = 0; i < ways.size(); i++) {
            List<Integer> way = ways.get(i);
            for (RandomFamily.Link link : links) {
                if (link.child() == way.getLast() && (!byBirth || isBirth(link))) {
                    List<Integer> longer = new ArrayList<>(way);
                    longer.add(link.parent());
                    ways.add(longer);
                }
            }
        }
        return ways;
    }

    private static boolean meetBefore(List<Integer> left, List<Integer> right) {
        return below(left).stream().anyMatch(right::contains)
                || below(right).stream().anyMatch(left::contains);
    }

    private static List<Integer> below(List<Integer> way) {
        return way.subList(0, way.size() - 1);
    }

    private String shape(List<Integer> left, List<Integer> right, Set<Integer> tops) {
        int one = left.getLast();
        int other = right.getLast();
        RelationKind nearest = RelationKind.NONE;
        int parents = 0;
        for (int top : tops) {
            RelationKind kind = max(kind(one, top), kind(other, top));
            if (kind == nearest) {
                parents++;
            } else if (kind.compareTo(nearest) < 0) {
                nearest = kind;
                parents = 1;
            }
        }
        Set<Integer> birthParents = new HashSet<>();
        links.stream()
                .filter(link -> (link.child() == one || link.child() == other) && isBirth(link))
                .forEach(link -> birthParents.add(link.parent()));
        boolean half = nearest == RelationKind.BLOOD && parents == 1 && birthParents.size() > 1;
        RelationKind kind = max(nearest, max(weakest(left), weakest(right)));
        return (kind == RelationKind.BLOOD && half ? RelationKind.HALF : kind) + " " + left.size() + " " + right.size()
                + " " + half;
    }

    private RelationKind weakest(List<Integer> way) {
        RelationKind weakest = RelationKind.BLOOD;
        for (int i = 1; i < way.size(); i++) {
            weakest = max(weakest, kind(way.get(i - 1), way.get(i)));
        }
        return weakest;
    }

    private RelationKind kind(int child, int parent) {
        return links.stream()
                .filter(link -> link.child() == child && link.parent() == parent)
                .findFirst()
                .orElseThrow()
                .pedigree()
                .kind();
    }

    private static boolean isBirth(RandomFamily.Link link) {
        return link.pedigree() == Pedigree.BIRTH || link.pedigree() == Pedigree.UNKNOWN;
    }

    private static RelationKind max(RelationKind one, RelationKind other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
