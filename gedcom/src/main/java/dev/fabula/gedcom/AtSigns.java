package dev.fabula.gedcom;

/**
 * At signs in texts. 5.5.1 doubles every one, except in escapes such as {@code @#DJULIAN@}; 7.0 doubles one alone, at the beginning of a
 * line's value. Programs that write 5.5.1 often forget to, so that a single one is read as itself.
 */
final class AtSigns {
    private AtSigns() {}

    /** @param value with its continuations */
    static String readFive(String value) {
        return value.indexOf('@') < 0 ? value : translate(value, false);
    }

    /** @param value with its continuations */
    static String writeFive(String value) {
        return value.indexOf('@') < 0 ? value : translate(value, true);
    }

    /** @param value of one line */
    static String readSeven(String value) {
        return value.startsWith("@@") ? value.substring(1) : value;
    }

    /** @param value of one line */
    static String writeSeven(String value) {
        return value.startsWith("@") ? "@" + value : value;
    }

    private static String translate(String value, boolean doubling) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            int escape = c == '@' ? escapeEnd(value, at) : -1;
            if (escape > 0) {
                out.append(value, at, escape);
                at = escape;
            } else if (c != '@') {
                out.append(c);
                at++;
            } else if (doubling) {
                out.append("@@");
                at++;
            } else {
                out.append('@');
                at += at + 1 < value.length() && value.charAt(at + 1) == '@' ? 2 : 1;
            }
        }
        return out.toString();
    }

    /** The index after an escape that begins here; -1 if none does. */
    static int escapeEnd(String value, int at) {
        if (!value.startsWith("@#", at)) return -1;
        int end = value.indexOf('@', at + 2);
        int newLine = value.indexOf('\n', at);
        return end < 0 || end == at + 2 || (newLine >= 0 && newLine < end) ? -1 : end + 1;
    }
}
