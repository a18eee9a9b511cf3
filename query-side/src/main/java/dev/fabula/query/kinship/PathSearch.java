package dev.fabula.query.kinship;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the ways from one person to another, the shortest first (A*, over how many steps at least are left). A way
 * visits nobody twice, as a path of Wright's (Coefficients of Inbreeding and Relationship, 1922): so it ends in any
 * data, and goes over a common ancestor and not up and down the same branch. Brothers and sisters are one move, over all
 * parents whom they share: so a couple is one way and not two.
 */
final class PathSearch {

    static final int MOST_PARTNERS = 2;

    private final FamilyGraph graph;
    private final int from;
    private final int to;
    private final KinshipLimits limits;
    private final int longest;
    private final List<Remaining> remaining = new ArrayList<>();
    private int work;
    private int paths;
    private boolean cut;

    PathSearch(FamilyGraph graph, int from, int to, KinshipLimits limits) {
        this.graph = graph;
        this.from = from;
        this.to = to;
        this.limits = limits;
        this.longest = 2 * limits.generations() + MOST_PARTNERS;
    }

    /** Whether a limit ended a search before its end. */
    boolean wasCut() {
        return cut;
    }

    /** How many links were looked at. */
    int work() {
        return work;
    }

    /**
     * All ways over so many partners.
     *
     * @param most steps
     * @param take gets them, the shortest first, and says whether it wants more
     */
    void ways(int partners, int most, Predicate<Chain> take) {
        Buckets<Chain> open = new Buckets<>(longest);
        int least = remaining(partners).fromStart(from);
        if (least > Math.min(most, longest)) {
            return;
        }
        open.add(least, Chain.start(from, partners));
        for (Chain way = open.poll(); way != null && open.at() <= most; way = open.poll()) {
            if (way.person() == to && way.partners() == 0) {
                if (++paths > limits.paths()) {
                    cut = true;
                    return;
                }
                if (!take.test(way)) {
                    return;
                }
            } else {
                goOn(way, open);
                if (work > limits.work()) {
                    cut = true;
                    return;
                }
            }
        }
    }

    private Remaining remaining(int partners) {
        while (remaining.size() <= partners) {
            remaining.add(
                    remaining.isEmpty()
                            ? Remaining.lines(graph, to, longest)
                            : remaining.getLast().withPartner());
        }
        return remaining.get(partners);
    }

    private void goOn(Chain way, Buckets<Chain> open) {
        if (way.down() == 0 && way.up() < limits.generations()) {
            goToParents(way, open);
            goToSiblings(way, open);
        }
        if (way.down() < limits.generations() && (way.down() > 0 || way.up() == 0)) {
            goToChildren(way, open);
        }
        if (way.partners() > 0) {
            goToPartners(way, open);
        }
    }

    private void goToParents(Chain way, Buckets<Chain> open) {
        int person = way.person();
        for (int parent : graph.parents(person)) {
            add(way.toParent(parent), remaining(way.partners()).fromParent(parent, person), open);
        }
    }

    private void goToSiblings(Chain way, Buckets<Chain> open) {
        int person = way.person();
        Remaining left = remaining(way.partners());
        for (int parent : graph.parents(person)) {
            for (int sibling : graph.children(parent)) {
                work++;
                if (sibling == person
                        || way.steps() + 2 + left.fromBelow(sibling) > longest
                        || parent != firstShared(person, sibling)) {
                    continue;
                }
                int[] tops = Arrays.stream(graph.parents(person))
                        .filter(each -> graph.isChild(sibling, each))
                        .toArray();
                // Where one of them is on the way already, the way would go by them again.
                if (Arrays.stream(tops).noneMatch(way::visits)) {
                    add(way.toSibling(sibling, tops), left.fromBelow(sibling), open);
                }
            }
        }
    }

    /** So that those who share several parents are gone to once. */
    private int firstShared(int person, int sibling) {
        for (int parent : graph.parents(person)) {
            if (graph.isChild(sibling, parent)) {
                return parent;
            }
        }
        throw new IllegalStateException(graph.id(person) + " and " + graph.id(sibling) + " share no parent");
    }

    /** Not from one's wife to one's own child: there is a line to that one. */
    private void goToChildren(Chain way, Buckets<Chain> open) {
        Chain before = way.move() == Chain.Move.PARTNER ? way.before() : null;
        for (int child : graph.children(way.person())) {
            if (before == null || !graph.isChild(child, before.person())) {
                add(way.toChild(child), remaining(way.partners()).fromBelow(child), open);
            }
        }
    }

    /** Nor from one's father to one's mother. */
    private void goToPartners(Chain way, Buckets<Chain> open) {
        int person = way.person();
        Chain before = way.move() == Chain.Move.UP ? way.before() : null;
        for (int partner : graph.partners(person)) {
            if (before == null || !graph.isChild(before.person(), partner)) {
                add(way.toPartner(partner), remaining(way.partners() - 1).fromPartner(person, partner), open);
            }
        }
    }

    /** @param left steps at least */
    private void add(Chain way, int left, Buckets<Chain> open) {
        work++;
        int least = way.steps() + left;
        Chain before = way.before();
        if (least <= longest && before != null && !before.visits(way.person())) {
            open.add(least, way);
        }
    }
}
