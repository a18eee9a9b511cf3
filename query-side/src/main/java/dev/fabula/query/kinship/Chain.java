package dev.fabula.query.kinship;

import org.jspecify.annotations.Nullable;

/**
 * A way as far as it has been gone, from its end backwards.
 *
 * @param before without the last move; nothing where the way begins
 * @param person who is reached
 * @param move that was last; nothing where the way begins
 * @param tops the parents by which a sibling was reached, else none
 * @param up generations of the current line
 * @param down generations of the current line
 * @param steps in all
 * @param partners that the way has yet to go over
 */
record Chain(
        @Nullable Chain before,
        int person,
        @Nullable Move move,
        int[] tops,
        int up,
        int down,
        int steps,
        int partners) {

    enum Move {
        UP,
        DOWN,
        /** Over one or more parents whom both have: one up and one down. */
        SIBLING,
        PARTNER
    }

    private static final int[] NO_TOPS = {};

    static Chain start(int person, int partners) {
        return new Chain(null, person, null, NO_TOPS, 0, 0, 0, partners);
    }

    Chain toParent(int parent) {
        return new Chain(this, parent, Move.UP, NO_TOPS, up + 1, 0, steps + 1, partners);
    }

    Chain toChild(int child) {
        return new Chain(this, child, Move.DOWN, NO_TOPS, up, down + 1, steps + 1, partners);
    }

    Chain toSibling(int sibling, int[] over) {
        return new Chain(this, sibling, Move.SIBLING, over, up + 1, 1, steps + 2, partners);
    }

    Chain toPartner(int partner) {
        return new Chain(this, partner, Move.PARTNER, NO_TOPS, 0, 0, steps + 1, partners - 1);
    }

    /** Whether the way has gone by someone. */
    boolean visits(int someone) {
        for (Chain at = this; at != null; at = at.before) {
            if (at.person == someone) {
                return true;
            }
            for (int top : at.tops) {
                if (top == someone) {
                    return true;
                }
            }
        }
        return false;
    }
}
