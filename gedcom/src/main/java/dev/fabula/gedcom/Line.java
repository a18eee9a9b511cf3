package dev.fabula.gedcom;

import org.jspecify.annotations.Nullable;

/** One line of a file in its parts: {@code level [xref] tag [value]}, with any white space before it. The value is as written. */
record Line(int number, int level, @Nullable String xref, String tag, String value) {
    private static final int MOST_SHOWN = 40;
    /** Of names of records and tags; the versions allow 22 and 31. */
    private static final int MOST_NAME_CHARACTERS = 255;

    static Line parse(String text, int number) {
        int at = skipSpace(text, 0);
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
        if (at == digits) throw new GedcomException(number, "begins with no level: " + shown(text));
        if (at - digits > 2 || at == text.length() || !isSpace(text.charAt(at)))
            throw new GedcomException(number, "has no level from 0 to 99 before its tag: " + shown(text));
        int level = Integer.parseInt(text.substring(digits, at));
        at = skipSpace(text, at);
        String xref = null;
        if (at < text.length() && text.charAt(at) == '@') {
            int end = text.indexOf('@', at + 1);
            if (end < 0 || !GedcomStructure.isPointer(text.substring(at, end + 1)) || end - at > MOST_NAME_CHARACTERS)
                throw new GedcomException(number, "has no tag, and no name of a record either: " + shown(text));
            xref = text.substring(at, end + 1);
            at = skipSpace(text, end + 1);
        }
        int begin = at;
        while (at < text.length() && !isSpace(text.charAt(at))) at++;
        if (begin == at) throw new GedcomException(number, "has no tag: " + shown(text));
        String tag = text.substring(begin, at);
        if (at - begin > MOST_NAME_CHARACTERS || !couldBeTag(tag))
            throw new GedcomException(number, "has no tag but " + shown(tag));
        return new Line(number, level, xref, tag, at < text.length() ? text.substring(at + 1) : "");
    }

    /** Faulty tags are kept if they hold at least one letter or digit, and nothing that would make another line of them. */
    private static boolean couldBeTag(String tag) {
        boolean letter = false;
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            if (c == '@' || c == '\uFFFD' || Character.isISOControl(c) || Character.isWhitespace(c)) return false;
            letter |= Character.isLetterOrDigit(c) || c == '_';
        }
        return letter;
    }

    boolean continues() {
        return tag.equals("CONC") || tag.equals("CONT");
    }

    static String shown(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), MOST_SHOWN); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return shown.append(text.length() > MOST_SHOWN ? "…\"" : "\"").toString();
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && (isSpace(text.charAt(at)) || text.charAt(at) == '\uFEFF')) at++;
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
