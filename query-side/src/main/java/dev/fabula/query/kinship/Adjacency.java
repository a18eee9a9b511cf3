package dev.fabula.query.kinship;

import java.util.Arrays;

/** Links as arrays of neighbours, which is what a search can walk fast. */
final class Adjacency {

    private static final int[] NONE = {};

    private Adjacency() {}

    static long pair(int first, int second) {
        return ((long) first << Integer.SIZE) | second;
    }

    static int first(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    static int second(long pair) {
        return (int) pair;
    }

    /** @param reverse from the second of each pair to the first */
    static int[][] of(int people, Iterable<Long> pairs, boolean reverse) {
        int[] counts = new int[people];
        for (long pair : pairs) {
            counts[reverse ? second(pair) : first(pair)]++;
        }
        int[][] neighbours = allocated(counts);
        for (long pair : pairs) {
            int at = reverse ? second(pair) : first(pair);
            neighbours[at][--counts[at]] = reverse ? first(pair) : second(pair);
        }
        return sorted(neighbours);
    }

    static int[][] both(int people, Iterable<Long> pairs) {
        int[][] there = of(people, pairs, false);
        int[][] back = of(people, pairs, true);
        for (int i = 0; i < people; i++) {
            int[] all = Arrays.copyOf(there[i], there[i].length + back[i].length);
            System.arraycopy(back[i], 0, all, there[i].length, back[i].length);
            there[i] = all;
        }
        return sorted(there);
    }

    private static int[][] allocated(int[] counts) {
        int[][] arrays = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            arrays[i] = counts[i] == 0 ? NONE : new int[counts[i]];
        }
        return arrays;
    }

    /** So that the same family gives the same answer, in the order of its people. */
    private static int[][] sorted(int[][] neighbours) {
        for (int[] some : neighbours) {
            Arrays.sort(some);
        }
        return neighbours;
    }
}
