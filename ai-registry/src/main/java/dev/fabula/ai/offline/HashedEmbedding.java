package dev.fabula.ai.offline;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A vector from hashed features, after Weinberger et al., "Feature hashing for large scale multitask learning", 2009: each
 * feature adds to one of the dimensions, with a sign, both from its hash. Features are words, pairs of words, and the
 * characters of words by threes to fives; a feature that comes n times counts 1 + ln n. The vector has length 1.
 */
final class HashedEmbedding {

    static final int DIMENSIONS = 384;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final double WORD = 1.0;
    private static final double PAIR = 0.5;
    private static final double PART = 0.25;

    /** They are in every text, and so say nothing of it. */
    private static final Set<String> COMMON = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "he", "her",
            "his", "in", "into", "is", "it", "its", "not", "of", "on", "or", "she", "that", "the", "their", "they",
            "this", "to", "was", "were", "will", "with", "you", "your", "i", "we", "our", "der", "die", "das", "und",
            "ein", "eine", "ist", "le", "la", "les", "et", "un", "une", "est");

    float[] of(String text) {
        Map<String, Double> features = new HashMap<>();
        String before = "";
        for (String word : NO_WORD.split(folded(text))) {
            if (word.isEmpty() || COMMON.contains(word)) {
                continue;
            }
            add(features, "w" + word, WORD);
            if (!before.isEmpty()) {
                add(features, "p" + before + " " + word, PAIR);
            }
            parts(word, features);
            before = word;
        }
        return normalised(features);
    }

    private static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                .replaceAll("");
    }

    private static void parts(String word, Map<String, Double> features) {
        String edged = "<" + word + ">";
        for (int size = 3; size <= 5; size++) {
            for (int i = 0; i + size <= edged.length(); i++) {
                add(features, "c" + edged.substring(i, i + size), PART);
            }
        }
    }

    private static void add(Map<String, Double> features, String feature, double weight) {
        features.merge(feature, weight, Double::sum);
    }

    private static float[] normalised(Map<String, Double> features) {
        double[] sums = new double[DIMENSIONS];
        features.forEach((feature, weight) -> {
            long hash = spread(Lots.hash(0, feature));
            double base = feature.charAt(0) == 'w' ? WORD : feature.charAt(0) == 'p' ? PAIR : PART;
            double damped = base * (1 + Math.log(weight / base));
            sums[(int) Long.remainderUnsigned(hash, DIMENSIONS)] += hash < 0 ? -damped : damped;
        });
        double square = 0;
        for (double sum : sums) {
            square += sum * sum;
        }
        float[] vector = new float[DIMENSIONS];
        if (square == 0) {
            // A text without words is near nothing but its like.
            vector[0] = 1;
            return vector;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (sums[i] / length);
        }
        return vector;
    }

    /** FNV's low bits are poor; the finaliser of SplitMix64 (Steele, Lea and Flood, 2014) spreads them. */
    private static long spread(long hash) {
        long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
