package dev.fabula.projection.postgres;

import java.util.regex.Pattern;

/**
 * Text as PostgreSQL can keep it: no NUL, and no half of a character beyond the first 65,536, which has no UTF-8. Both
 * become U+FFFD here and not on the way, so that a value is equal to itself once it is read back.
 */
final class StorableText {

    private static final char REPLACEMENT = '\ufffd';
    /** As JSON escapes it; a text that only says the same has one backslash more. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\{2})*)\\\\u0000");

    private StorableText() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text, i);
            }
        }
        return text;
    }

    /** The same of text within JSON. */
    static String json(String json) {
        String whole = of(json);
        return whole.contains("\\u0000") ? ESCAPED_NUL.matcher(whole).replaceAll("$1" + REPLACEMENT) : whole;
    }

    private static String replaced(String text, int from) {
        StringBuilder kept = new StringBuilder(text);
        for (int i = from; i < kept.length(); i++) {
            char c = kept.charAt(i);
            if (i + 1 < kept.length() && Character.isSurrogatePair(c, kept.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                kept.setCharAt(i, REPLACEMENT);
            }
        }
        return kept.toString();
    }
}
