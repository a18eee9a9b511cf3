package dev.fabula.query.kinship;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The least number of steps that are left to the other person, from everyone, over so many partners: what a search need
 * not try is what it cannot finish. Exact but for one thing: that a way visits nobody twice is left to the search.
 *
 * <p>A line goes up, over siblings or not, and down, in this order; so it matters where on a line one is. Nobody goes
 * from a parent to the other parent, nor from a partner to a common child; so it matters from where one comes.
 */
final class Remaining {

    static final int FAR = Integer.MAX_VALUE / 2;

    /** Before a line. */
    private static final int START = 0;
    /** Before a line that does not begin with a step down. */
    private static final int START_NOT_DOWN = 1;
    /** Behind at least one step up, where no partner comes next. */
    private static final int RISEN = 2;
    /** Behind at least one step down, or to a sibling: from here, down alone. */
    private static final int FALLEN = 3;

    private static final int PLACES = 4;
    private static final int[] NOBODY = {};

    private final FamilyGraph graph;
    private final int longest;
    private final @Nullable Remaining behindPartner;
    private final int[][] steps = new int[PLACES][];
    private final Buckets<Integer> queue;
    /** For each parent, the first child from which one falls to the end, and whether a second has come. */
    private final int[] firstChild;

    private final boolean[] secondChild;
    /** Of each who has partners, the children from whom there is a way, the nearest first. */
    private final int[][] ownChildren;
    /** Of each, the partners over whom there is a way, the nearest first, and how far it is. */
    private final int[][] nextPartners;

    private final int[][] overPartners;

    private Remaining(FamilyGraph graph, int longest, @Nullable Remaining behindPartner) {
        this.graph = graph;
        this.longest = longest;
        this.behindPartner = behindPartner;
        int people = graph.size();
        queue = new Buckets<>(longest);
        firstChild = new int[people];
        Arrays.fill(firstChild, -1);
        secondChild = new boolean[people];
        ownChildren = new int[people][];
        nextPartners = new int[people][];
        overPartners = new int[people][];
        for (int place = 0; place < PLACES; place++) {
            steps[place] = new int[people];
            Arrays.fill(steps[place], FAR);
        }
    }

    /** Where there are no partners on the way. */
    static Remaining lines(FamilyGraph graph, int to, int longest) {
        Remaining remaining = new Remaining(graph, longest, null);
        for (int place = 0; place < PLACES; place++) {
            remaining.relax(place, to, 0);
        }
        remaining.settle();
        return remaining;
    }

    /** Where there is one partner more on the way. */
    Remaining withPartner() {
        Remaining more = new Remaining(graph, longest, this);
        for (int person = 0; person < graph.size(); person++) {
            more.orderPartners(person, this);
        }
        for (int person = 0; person < graph.size(); person++) {
            int overPartner = more.overPartner(person, -1);
            more.relax(START, person, overPartner);
            more.relax(START_NOT_DOWN, person, overPartner);
            more.relax(FALLEN, person, overPartner);
            for (int parent : graph.parents(person)) {
                more.reachFromBelow(person, 1 + more.overPartner(parent, person));
            }
        }
        more.settle();
        return more;
    }

    /** From someone with whom the way begins; {@link #FAR} or more where there is no way, as everywhere here. */
    int fromStart(int person) {
        return steps[START][person];
    }

    /** From a parent to whom one has come from this child. */
    int fromParent(int parent, int child) {
        return Math.min(steps[RISEN][parent], overPartner(parent, child));
    }

    /** From a child or a sibling to whom one has come. */
    int fromBelow(int person) {
        return steps[FALLEN][person];
    }

    /** From someone to whom one has come from their partner, who is the one before. */
    int fromPartner(int before, int person) {
        int notDown = steps[START_NOT_DOWN][person];
        for (int child : ownChildren[person]) {
            // In order, so that this ends with the first who is not also the other's: each is passed once a parent.
            if (!graph.isChild(child, before)) {
                return Math.min(notDown, steps[FALLEN][child] + 1);
            }
        }
        return notDown;
    }

    /** @param child from whom one has come up; nobody where it is less than 0 */
    private int overPartner(int person, int child) {
        if (behindPartner == null) {
            return FAR;
        }
        for (int i = 0; i < nextPartners[person].length; i++) {
            if (child < 0 || !graph.isChild(child, nextPartners[person][i])) {
                return overPartners[person][i];
            }
        }
        return FAR;
    }

    private void orderPartners(int person, Remaining behind) {
        long[] order = new long[graph.partners(person).length];
        for (int i = 0; i < order.length; i++) {
            int partner = graph.partners(person)[i];
            order[i] = Adjacency.pair(1 + behind.fromPartner(person, partner), partner);
        }
        nextPartners[person] = nearest(order);
        overPartners[person] = nextPartners[person].length == 0 ? NOBODY : new int[nextPartners[person].length];
        for (int i = 0; i < overPartners[person].length; i++) {
            overPartners[person][i] = Adjacency.first(order[i]);
        }
    }

    private void orderChildren() {
        for (int person = 0; person < graph.size(); person++) {
            long[] order = new long[graph.partners(person).length == 0 ? 0 : graph.children(person).length];
            for (int i = 0; i < order.length; i++) {
                int child = graph.children(person)[i];
                order[i] = Adjacency.pair(steps[FALLEN][child], child);
            }
            ownChildren[person] = nearest(order);
        }
    }

    /** @param order of steps and persons; is sorted */
    private static int[] nearest(long[] order) {
        if (order.length == 0) {
            return NOBODY;
        }
        Arrays.sort(order);
        int near = order.length;
        while (near > 0 && Adjacency.first(order[near - 1]) >= FAR) {
            near--;
        }
        int[] persons = near == 0 ? NOBODY : new int[near];
        for (int i = 0; i < near; i++) {
            persons[i] = Adjacency.second(order[i]);
        }
        return persons;
    }

    private void relax(int place, int person, int left) {
        if (left <= longest && left < steps[place][person]) {
            steps[place][person] = left;
            if (place == RISEN || place == FALLEN) {
                queue.add(left, place * graph.size() + person);
            }
        }
    }

    private void settle() {
        int people = graph.size();
        for (Integer state = queue.poll(); state != null; state = queue.poll()) {
            int left = queue.at();
            int place = state / people;
            int person = state % people;
            if (steps[place][person] == left) {
                if (place == RISEN) {
                    for (int child : graph.children(person)) {
                        reachFromBelow(child, left + 1);
                    }
                } else {
                    fallFrom(person, left);
                }
            }
        }
        orderChildren();
    }

    private void fallFrom(int person, int left) {
        for (int parent : graph.parents(person)) {
            relax(FALLEN, parent, left + 1);
            relax(START, parent, left + 1);
            if (firstChild[parent] < 0) {
                firstChild[parent] = person;
                for (int sibling : graph.children(parent)) {
                    if (sibling != person) {
                        reachFromBelow(sibling, left + 2);
                    }
                }
            } else if (firstChild[parent] != person && !secondChild[parent]) {
                // All others already have a nearer one, who cannot be a sibling of themselves.
                secondChild[parent] = true;
                reachFromBelow(firstChild[parent], left + 2);
            }
        }
    }

    /** By a move that may begin a line, or follow a step up. */
    private void reachFromBelow(int person, int left) {
        relax(RISEN, person, left);
        relax(START, person, left);
        relax(START_NOT_DOWN, person, left);
    }
}
