package dev.fabula.query.search;

import dev.fabula.query.search.Found.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts two lists together by ranks alone, because scores of different kinds say nothing of each other: reciprocal rank
 * fusion, the sum of 1 / (60 + rank) over the lists that have a hit (Cormack, Clarke and Büttcher, SIGIR 2009). A list of
 * meanings has the weight that its model has earned, because a sum of equals is worse than the better list where the other one
 * knows little.
 */
final class Fusion {

    static final int K = 60;

    private Fusion() {}

    /**
     * A hit of the whole list.
     *
     * @param wordRank its place among those found by words, from 1
     * @param meaningRank its place among those found by what they mean, from 1
     * @param weight of what it means, where what its words say counts 1
     */
    record Fused(
            Source source,
            @Nullable Found byWords,
            @Nullable Integer wordRank,
            @Nullable Found byMeaning,
            @Nullable Integer meaningRank,
            double weight) {

        double score() {
            return share(wordRank) + weight * share(meaningRank);
        }

        /** The same with its places among what the caller sees. */
        Fused ranked(@Nullable Integer words, @Nullable Integer meaning) {
            return new Fused(source, byWords, words, byMeaning, meaning, weight);
        }

        /** The same with the words marked. */
        Fused marked(Found words) {
            return new Fused(source, words, wordRank, byMeaning, meaningRank, weight);
        }

        Found any() {
            Found one = byWords == null ? byMeaning : byWords;
            if (one == null) {
                throw new IllegalStateException("a hit of no list");
            }
            return one;
        }
    }

    private static double share(@Nullable Integer rank) {
        return rank == null ? 0 : 1.0 / (K + rank);
    }

    /**
     * The best first; of equals whoever is ranked better by words, then by id, so that each page agrees with the others.
     *
     * @param weight of meanings, where words count 1
     */
    static List<Fused> of(List<Found> byWords, List<Found> byMeaning, double weight) {
        Map<Source, Integer> words = ranks(byWords);
        Map<Source, Integer> meanings = ranks(byMeaning);
        Map<Source, Found> worded = first(byWords);
        Map<Source, Found> meant = first(byMeaning);
        Map<Source, Fused> fused = new LinkedHashMap<>();
        worded.forEach((source, found) -> fused.put(
                source, new Fused(source, found, words.get(source), meant.get(source), meanings.get(source), weight)));
        meant.forEach((source, found) ->
                fused.putIfAbsent(source, new Fused(source, null, null, found, meanings.get(source), weight)));
        List<Fused> all = new ArrayList<>(fused.values());
        all.sort(Comparator.comparingDouble(Fused::score)
                .reversed()
                .thenComparingInt(each -> each.wordRank() == null ? Integer.MAX_VALUE : each.wordRank())
                .thenComparing(each -> each.source().kind())
                .thenComparing(each -> each.source().id()));
        return all;
    }

    private static Map<Source, Found> first(List<Found> list) {
        Map<Source, Found> first = new LinkedHashMap<>();
        list.forEach(found -> first.putIfAbsent(found.source(), found));
        return first;
    }

    private static Map<Source, Integer> ranks(List<Found> list) {
        Map<Source, Integer> ranks = new HashMap<>();
        list.forEach(found -> ranks.putIfAbsent(found.source(), ranks.size() + 1));
        return ranks;
    }
}
