package dev.fabula.gedcom;

import java.io.IOException;
import java.io.Reader;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into lines that end with CR, LF, CRLF or LFCR, mixed as they may be, and counts them. Blank lines are passed over.
 */
final class LineSource {
    private static final char DOS_END_OF_FILE = '\u001A';

    private final Reader in;
    private final int mostCharacters;
    private final boolean compose;
    private final char[] buffer = new char[8192];
    private final StringBuilder line = new StringBuilder();
    private int filled;
    private int taken;
    private int number;

    /** @param compose whether letters and marks are to be put together (ANSEL has nothing but marks) */
    LineSource(Reader in, int mostCharacters, boolean compose) {
        this.in = in;
        this.mostCharacters = mostCharacters;
        this.compose = compose;
    }

    /** The number of the line that was read last, from 1. */
    int number() {
        return number;
    }

    /** The next line that is not blank, without its end; null after the last. */
    @Nullable
    String next() throws IOException {
        while (true) {
            String text = readLine();
            if (text == null || !isBlank(text)) return text;
        }
    }

    private @Nullable String readLine() throws IOException {
        line.setLength(0);
        int c = read();
        if (c < 0) return null;
        number++;
        while (c >= 0 && c != '\r' && c != '\n') {
            if (c == 0) throw new GedcomException(number, "a zero byte: this is no text");
            if (line.length() >= mostCharacters)
                throw new GedcomException(number, "longer than " + mostCharacters + " characters");
            line.append((char) c);
            c = read();
        }
        int other = c == '\r' ? '\n' : '\r';
        if (c >= 0 && peek() == other) taken++;
        String text = line.toString();
        return compose ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
    }

    private int read() throws IOException {
        return peek() < 0 ? -1 : buffer[taken++];
    }

    private int peek() throws IOException {
        if (taken == filled) {
            filled = Math.max(in.read(buffer, 0, buffer.length), 0);
            taken = 0;
        }
        return taken == filled ? -1 : buffer[taken];
    }

    private static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\uFEFF' && c != DOS_END_OF_FILE) return false;
        }
        return true;
    }
}
