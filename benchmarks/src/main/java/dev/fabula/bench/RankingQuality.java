package dev.fabula.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How good an order of answers is, from 0 to 1. */
final class RankingQuality {

    private RankingQuality() {}

    /**
     * Discounted cumulative gain of the first ten by that of the best order there could be, with gains of 2^grade - 1
     * (Järvelin and Kekäläinen, ACM TOIS 2002; gains after Burges et al., ICML 2005).
     *
     * @param found grades in the order of the answer
     * @param all grades of everything there is
     */
    static double ndcg(List<Integer> found, Collection<Integer> all) {
        double best = gain(all.stream().sorted(Comparator.reverseOrder()).toList());
        return best == 0 ? 0 : gain(found) / best;
    }

    private static double gain(List<Integer> grades) {
        double gain = 0;
        for (int i = 0; i < Math.min(10, grades.size()); i++) {
            gain += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return gain;
    }

    /** Of the full answers that there are (at most twenty count), how many are among the first twenty. */
    static double recall(List<Integer> found, Collection<Integer> all) {
        long there = Math.min(20, all.stream().filter(grade -> grade == 3).count());
        long got = found.stream().limit(20).filter(grade -> grade == 3).count();
        return there == 0 ? 0 : (double) got / there;
    }
}
