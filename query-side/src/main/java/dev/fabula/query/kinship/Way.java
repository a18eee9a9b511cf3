package dev.fabula.query.kinship;

import dev.fabula.query.kinship.PathStep.Move;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way that has been found, read from its beginning.
 *
 * @param lines before, between and behind the partners; one more than those
 * @param bonds of the partners
 * @param path step by step
 * @param steps in all
 */
record Way(List<Line> lines, List<Bond> bonds, List<PathStep> path, int steps) {

    /**
     * @param end who is reached
     * @param kind blood, or that of its weakest link
     * @param half whether it goes over siblings by birth of whom one has another parent than the other
     * @param ancestors at its top; none where there is no line
     */
    record Line(int end, int up, int down, RelationKind kind, boolean half, List<Integer> ancestors) {

        boolean isEmpty() {
            return up == 0 && down == 0;
        }

        /** Up to an ancestor. */
        boolean rises() {
            return up > 0 && down == 0;
        }

        /** Down to a descendant. */
        boolean falls() {
            return up == 0 && down > 0;
        }
    }

    static Way of(FamilyGraph graph, Chain last) {
        List<Chain> moves = new ArrayList<>();
        for (Chain at = last; at != null; at = at.before()) {
            moves.addFirst(at);
        }
        Reader reader = new Reader(graph, moves.getFirst().person());
        moves.stream().skip(1).forEach(reader::read);
        return reader.done(last.steps());
    }

    private static final class Reader {

        private final FamilyGraph graph;
        private final List<Line> lines = new ArrayList<>();
        private final List<Bond> bonds = new ArrayList<>();
        private final List<PathStep> path = new ArrayList<>();
        private int at;
        private int up;
        private int down;
        private RelationKind kind = RelationKind.BLOOD;
        private boolean half;
        private List<Integer> ancestors;

        Reader(FamilyGraph graph, int start) {
            this.graph = graph;
            this.at = start;
            this.ancestors = List.of(start);
            step(start, Move.START, null, null);
        }

        void read(Chain chain) {
            int next = chain.person();
            switch (Objects.requireNonNull(chain.move())) {
                case UP -> {
                    rise(at, next);
                    ancestors = List.of(next);
                }
                case DOWN -> fall(next, at);
                case SIBLING -> over(next, chain.tops());
                case PARTNER -> {
                    endLine();
                    Bond bond = Objects.requireNonNull(graph.bond(at, next));
                    bonds.add(bond);
                    step(next, Move.PARTNER, null, bond);
                    ancestors = List.of(next);
                }
            }
            at = next;
        }

        private void rise(int child, int parent) {
            up++;
            step(parent, Move.UP, link(child, parent), null);
        }

        private void fall(int child, int parent) {
            down++;
            step(child, Move.DOWN, link(child, parent), null);
        }

        /** Of the parents whom both have, those count who are nearest to both: by birth rather than by adoption. */
        private void over(int sibling, int[] tops) {
            RelationKind nearest = Arrays.stream(tops)
                    .mapToObj(top -> kindOver(sibling, top))
                    .min(RelationKind::compareTo)
                    .orElseThrow();
            ancestors = Arrays.stream(tops)
                    .filter(top -> kindOver(sibling, top) == nearest)
                    .boxed()
                    .toList();
            half = nearest == RelationKind.BLOOD && ancestors.size() == 1 && (hasOther(at) || hasOther(sibling));
            rise(at, ancestors.getFirst());
            fall(sibling, ancestors.getFirst());
        }

        private RelationKind kindOver(int sibling, int top) {
            return weaker(pedigree(at, top).kind(), pedigree(sibling, top).kind());
        }

        /**
         * Where one parent is all that is known of both children, nothing says that they have different ones: a family
         * of which only the father is recorded is not a family of half-brothers.
         */
        private boolean hasOther(int child) {
            return Arrays.stream(graph.parents(child))
                    .anyMatch(parent -> !ancestors.contains(parent)
                            && pedigree(child, parent).kind() == RelationKind.BLOOD);
        }

        private Pedigree link(int child, int parent) {
            Pedigree pedigree = pedigree(child, parent);
            kind = weaker(kind, pedigree.kind());
            return pedigree;
        }

        private Pedigree pedigree(int child, int parent) {
            return Objects.requireNonNull(graph.pedigree(child, parent));
        }

        private static RelationKind weaker(RelationKind one, RelationKind other) {
            return one.compareTo(other) >= 0 ? one : other;
        }

        private void step(int person, Move move, @Nullable Pedigree pedigree, @Nullable Bond bond) {
            path.add(new PathStep(graph.id(person), move, pedigree, bond));
        }

        private void endLine() {
            lines.add(new Line(at, up, down, kind, half, up == 0 && down == 0 ? List.of() : ancestors));
            up = 0;
            down = 0;
            kind = RelationKind.BLOOD;
            half = false;
        }

        Way done(int steps) {
            endLine();
            return new Way(List.copyOf(lines), List.copyOf(bonds), List.copyOf(path), steps);
        }
    }
}
