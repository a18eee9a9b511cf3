package dev.fabula.query.search;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which words of some texts may have been meant by words that are typed wrongly: as near to them as the index forgives, which
 * is one step for words of three letters, two for those of six. A step is a letter too many, too few, another one, or two in
 * each other's place.
 */
final class NearWords {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final int ONE_STEP = 3;
    private static final int TWO_STEPS = 6;
    private static final int MOST = 100;

    private NearWords() {}

    /** In any order, at most a hundred; without the words themselves. */
    static Set<String> of(Collection<String> typed, Collection<String> texts) {
        Set<String> wanted = new TreeSet<>();
        typed.forEach(each -> wanted.addAll(words(each)));
        wanted.removeIf(word -> word.length() < ONE_STEP);
        Set<String> there = new TreeSet<>();
        texts.forEach(text -> there.addAll(words(text)));
        there.removeAll(wanted);
        Set<String> near = new TreeSet<>();
        for (String word : there) {
            if (near.size() < MOST && wanted.stream().anyMatch(each -> isNear(each, word))) {
                near.add(word);
            }
        }
        return near;
    }

    private static Set<String> words(String text) {
        String folded = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return new HashSet<>(List.of(NO_WORD.split(folded)));
    }

    /** Nobody mistypes the first letter. */
    private static boolean isNear(String typed, String word) {
        int most = typed.length() < TWO_STEPS ? 1 : 2;
        return !word.isEmpty()
                && word.charAt(0) == typed.charAt(0)
                && Math.abs(word.length() - typed.length()) <= most
                && steps(typed, word) <= most;
    }

    /** The optimal string alignment distance, row by row. */
    private static int steps(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[to.length()];
    }
}
