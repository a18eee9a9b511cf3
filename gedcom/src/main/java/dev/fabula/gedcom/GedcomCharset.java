package dev.fabula.gedcom;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The character sets that files are found in, whatever their headers say. */
public enum GedcomCharset {
    UTF_8("UTF-8"),
    UTF_16_BIG_ENDIAN("UTF-16BE"),
    UTF_16_LITTLE_ENDIAN("UTF-16LE"),
    /** ANSI/NISO Z39.47 with GEDCOM's additions. */
    ANSEL(null),
    ASCII("US-ASCII"),
    WINDOWS_1252("windows-1252"),
    IBM_437("IBM437"),
    MAC_ROMAN("x-MacRoman");

    private final @Nullable String javaName;

    GedcomCharset(@Nullable String javaName) {
        this.javaName = javaName;
    }

    /** What HEAD.CHAR names, among them names that no version allows and many programs write; null where nobody knows it. */
    static @Nullable GedcomCharset named(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "UTF-8", "UTF8" -> UTF_8;
            case "UNICODE", "UTF-16", "UTF16", "UTF-16BE", "UTF-16LE" -> UTF_16_BIG_ENDIAN;
            case "ANSEL" -> ANSEL;
            case "ASCII", "US-ASCII" -> ASCII;
            case "ANSI",
                    "CP1252",
                    "WINDOWS-1252",
                    "WINDOWS",
                    "IBM WINDOWS",
                    "IBM_WINDOWS",
                    "ISO-8859-1",
                    "ISO8859-1",
                    "LATIN1" -> WINDOWS_1252;
            case "IBMPC", "IBM-PC", "IBM DOS", "IBM", "MSDOS", "MS-DOS", "CP437", "OEM" -> IBM_437;
            case "MACINTOSH", "MACROMAN" -> MAC_ROMAN;
            default -> null;
        };
    }

    boolean isUtf16() {
        return this == UTF_16_BIG_ENDIAN || this == UTF_16_LITTLE_ENDIAN;
    }

    /** Bytes that mean nothing are read as U+FFFD. */
    Reader reader(InputStream in) {
        return javaName == null ? new AnselReader(in) : new InputStreamReader(in, Charset.forName(javaName));
    }

    /** The texts of the first bytes, to look for the header's lines: exact for ASCII, which is all that they consist of. */
    String glance(byte[] bytes) {
        return new String(
                bytes, isUtf16() && javaName != null ? Charset.forName(javaName) : StandardCharsets.ISO_8859_1);
    }
}
