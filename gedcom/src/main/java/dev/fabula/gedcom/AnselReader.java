package dev.fabula.gedcom;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * Reads ANSEL (ANSI/NISO Z39.47-1993) with what GEDCOM 5.5 and the Library of Congress added. Its marks stand before the letter they
 * belong to, Unicode's after it. The halves of marks that span two letters stay halves (U+FE20 to U+FE23), so that nothing is lost.
 */
final class AnselReader extends Reader {
    private static final char UNREADABLE = '\uFFFD';
    /** More marks than any letter bears; a run of marks that is longer is no text. */
    private static final int MOST_MARKS = 16;

    private static final int FIRST_LETTER = 0xA1;
    private static final int FIRST_MARK = 0xE0;
    /** From 0xA1 to 0xCF; the spaces are bytes that mean nothing. */
    private static final String LETTERS =
            "\u0141\u00D8\u0110\u00DE\u00C6\u0152\u02B9\u00B7\u266D\u00AE\u00B1\u01A0\u01AF\u02BC "
                    + "\u02BB\u0142\u00F8\u0111\u00FE\u00E6\u0153\u02BA\u0131\u00A3\u00F0 \u01A1\u01B0\u25A1\u25A0"
                    + "\u00B0\u2113\u2117\u00A9\u266F\u00BF\u00A1\u00DF\u20AC    \u0247\u0275\u00DF";
    /** From 0xE0 to 0xFF. */
    private static final String MARKS =
            "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030C\u030A\uFE20\uFE21\u0315\u030B\u0310"
                    + "\u0327\u0328\u0323\u0324\u0325\u0333\u0332\u0326\u031C\u032E\uFE22\uFE23\u0338 \u0313 ";

    private final InputStream in;
    private final StringBuilder marks = new StringBuilder();
    private final StringBuilder ready = new StringBuilder();
    private int taken;

    AnselReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int given = 0;
        while (given < length) {
            if (taken == ready.length() && !refill()) break;
            target[offset + given++] = ready.charAt(taken++);
        }
        return given == 0 && length > 0 ? -1 : given;
    }

    /** Reads one letter with its marks. */
    private boolean refill() throws IOException {
        ready.setLength(0);
        taken = 0;
        while (true) {
            int octet = in.read();
            if (octet >= FIRST_MARK && MARKS.charAt(octet - FIRST_MARK) != ' ' && marks.length() < MOST_MARKS) {
                marks.append(MARKS.charAt(octet - FIRST_MARK));
                continue;
            }
            // Marks that bear no letter are kept where they stand.
            boolean letter = octet >= ' ';
            if (letter) ready.append(letter(octet));
            ready.append(marks);
            if (!letter && octet >= 0) ready.append((char) octet);
            marks.setLength(0);
            return !ready.isEmpty();
        }
    }

    private static char letter(int octet) {
        if (octet < 0x80) return (char) octet;
        // The Library of Congress has put the joiners of Unicode here.
        if (octet == 0x8D) return '\u200D';
        if (octet == 0x8E) return '\u200C';
        int index = octet - FIRST_LETTER;
        if (index < 0 || index >= LETTERS.length() || LETTERS.charAt(index) == ' ') return UNREADABLE;
        return LETTERS.charAt(index);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
