package dev.fabula.ai.offline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a text, as moderation compares them: without case, accents, and digits or signs in the place of letters. */
final class Words {

    static final int SHORTEST_BEGINNING = 3;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final String SIGNS = "@$!";

    private Words() {}

    /** In order; pure numbers are left out. */
    static List<String> of(String text) {
        String plain = folded(text);
        List<String> words = new ArrayList<>(plain.length() / 5);
        int begin = -1;
        for (int i = 0; i <= plain.length(); i++) {
            boolean inside = i < plain.length()
                    && (Character.isLetterOrDigit(plain.charAt(i)) || SIGNS.indexOf(plain.charAt(i)) >= 0);
            if (inside && begin < 0) {
                begin = i;
            } else if (!inside && begin >= 0) {
                add(plain.substring(begin, i), words);
                begin = -1;
            }
        }
        return words;
    }

    private static String folded(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) > 127) {
                return MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD))
                        .replaceAll("");
            }
        }
        return lower;
    }

    private static void add(String token, List<String> words) {
        int end = token.length();
        // At the end, an exclamation mark is one.
        while (end > 0 && token.charAt(end - 1) == '!') {
            end--;
        }
        String word = token.substring(0, end);
        if (word.chars().noneMatch(Character::isLetter)) {
            return;
        }
        words.add(isPlain(word) ? word : unmasked(word));
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Character.isLetter(word.charAt(i))
                    || (i > 1 && word.charAt(i) == word.charAt(i - 1) && word.charAt(i) == word.charAt(i - 2))) {
                return false;
            }
        }
        return true;
    }

    /** Letters for signs, and one letter for three and more of it. */
    private static String unmasked(String word) {
        var letters = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char letter = letter(word.charAt(i));
            int run = 1;
            while (i + 1 < word.length() && letter(word.charAt(i + 1)) == letter) {
                run++;
                i++;
            }
            letters.append(letter);
            if (run == 2) {
                letters.append(letter);
            }
        }
        return letters.toString();
    }

    private static char letter(char sign) {
        return switch (sign) {
            case '0' -> 'o';
            case '1', '!' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            case '8' -> 'b';
            default -> sign;
        };
    }
}
