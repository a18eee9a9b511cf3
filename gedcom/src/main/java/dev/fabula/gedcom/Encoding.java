package dev.fabula.gedcom;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file's first bytes tell: its character set and version. Headers are wrong so often (programs that write UTF-8 under the name of
 * ANSEL, or Windows' set under any) that the bytes have the last word.
 *
 * @param markLength bytes of the byte order mark
 * @param problems where header and bytes disagree
 */
record Encoding(
        GedcomCharset charset,
        int markLength,
        GedcomVersion version,
        @Nullable String versionText,
        List<GedcomProblem> problems) {

    /** As many bytes are looked at as fit into this; a header is found within them. */
    static final int GLANCE_BYTES = 1 << 20;

    private static final Pattern LINE_END = Pattern.compile("[\r\n]+");
    private static final Pattern LINE =
            Pattern.compile("\\s*(\\d{1,2})[ \\t]+(?:@[^@]*@[ \\t]+)?(\\S+)(?:[ \\t](.*))?");

    static Encoding of(byte[] bytes) {
        List<GedcomProblem> problems = new ArrayList<>();
        int mark = markLength(bytes);
        GedcomCharset certain = certain(bytes);
        String glance = (certain == null ? GedcomCharset.ASCII : certain)
                .glance(bytes)
                .substring(certain != null && certain.isUtf16() ? mark / 2 : mark);
        Header header = Header.in(glance);
        GedcomVersion version = version(header, problems);
        return new Encoding(
                certain != null ? certain(certain, header, problems) : guess(bytes, header, version, problems),
                mark,
                version,
                header.version,
                List.copyOf(problems));
    }

    private static int markLength(byte[] b) {
        if (b.length >= 3 && (b[0] & 0xFF) == 0xEF && (b[1] & 0xFF) == 0xBB && (b[2] & 0xFF) == 0xBF) return 3;
        if (b.length >= 2 && ((b[0] & 0xFF) << 8 | (b[1] & 0xFF)) == 0xFEFF) return 2;
        if (b.length >= 2 && ((b[0] & 0xFF) << 8 | (b[1] & 0xFF)) == 0xFFFE) return 2;
        return 0;
    }

    /** By the mark, or by the zero bytes that a file has in UTF-16, since it begins with a digit or a space. */
    private static @Nullable GedcomCharset certain(byte[] b) {
        int mark = markLength(b);
        if (mark == 3) return GedcomCharset.UTF_8;
        if (mark == 2)
            return (b[0] & 0xFF) == 0xFE ? GedcomCharset.UTF_16_BIG_ENDIAN : GedcomCharset.UTF_16_LITTLE_ENDIAN;
        if (b.length < 4) return null;
        if (b[0] == 0 && b[1] != 0 && b[2] == 0 && b[3] != 0) return GedcomCharset.UTF_16_BIG_ENDIAN;
        if (b[0] != 0 && b[1] == 0 && b[2] != 0 && b[3] == 0) return GedcomCharset.UTF_16_LITTLE_ENDIAN;
        return null;
    }

    private static GedcomCharset certain(GedcomCharset certain, Header header, List<GedcomProblem> problems) {
        GedcomCharset named = header.charset == null ? null : GedcomCharset.named(header.charset);
        if (header.charset != null
                && (named == null || named.isUtf16() != certain.isUtf16() || (named != certain && !named.isUtf16())))
            problems.add(mismatch(header, certain));
        return certain;
    }

    private static GedcomCharset guess(
            byte[] bytes, Header header, GedcomVersion version, List<GedcomProblem> problems) {
        GedcomCharset named = header.charset == null ? null : GedcomCharset.named(header.charset);
        boolean plain = true;
        boolean controls = false;
        for (byte octet : bytes) {
            plain &= octet >= 0;
            // No letters in ANSEL, but for the two joiners; quotation marks and dashes in Windows' set.
            int code = octet & 0xFF;
            controls |= code >= 0x80 && code < 0xA0 && code != 0x8D && code != 0x8E;
        }
        boolean utf8 = isUtf8(bytes);
        GedcomCharset found;
        if (version.isSeven() || named == GedcomCharset.UTF_8)
            found = utf8 || isMostlyUtf8(bytes) ? GedcomCharset.UTF_8 : GedcomCharset.WINDOWS_1252;
        else if (plain) return named == null || named.isUtf16() ? plain(header, named, problems) : named;
        else if (utf8) found = GedcomCharset.UTF_8;
        else if (named == GedcomCharset.ANSEL) found = controls ? GedcomCharset.WINDOWS_1252 : GedcomCharset.ANSEL;
        else if (named == null || named.isUtf16() || named == GedcomCharset.ASCII) found = GedcomCharset.WINDOWS_1252;
        else found = named;
        boolean silentSeven = version.isSeven() && header.charset == null && found == GedcomCharset.UTF_8;
        if (found != named && !silentSeven) problems.add(mismatch(header, found));
        return found;
    }

    /** Nothing but ASCII in the first bytes, and no name that helps: UTF-8 reads them, and says of later bytes if it cannot. */
    private static GedcomCharset plain(Header header, @Nullable GedcomCharset named, List<GedcomProblem> problems) {
        if (named != null || header.charset == null || GedcomCharset.named(header.charset) == null)
            problems.add(mismatch(header, GedcomCharset.UTF_8));
        return GedcomCharset.UTF_8;
    }

    private static GedcomProblem mismatch(Header header, GedcomCharset found) {
        String named =
                header.charset == null ? "the header names no character set" : "the header says " + header.charset;
        return new GedcomProblem(header.charsetLine, GedcomProblem.Kind.CHARSET, named + "; read as " + found);
    }

    /** Whether more letters can be read than cannot: programs that cut lines by bytes cut letters, too. */
    private static boolean isMostlyUtf8(byte[] bytes) {
        int balance = 0;
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) == '\uFFFD') balance--;
            else if (text.charAt(i) >= 0x80) balance++;
        return balance > 0;
    }

    /** Whether all of it is UTF-8, save a last letter that the end may have cut. */
    private static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        while (true) {
            CoderResult result = decoder.decode(in, out, false);
            if (result.isError()) return false;
            if (result.isUnderflow()) return true;
            out.clear();
        }
    }

    private static GedcomVersion version(Header header, List<GedcomProblem> problems) {
        String text = header.version;
        if (text == null) {
            problems.add(
                    new GedcomProblem(0, GedcomProblem.Kind.VERSION, "the header names no version; read as 5.5.1"));
            return GedcomVersion.V5_5_1;
        }
        GedcomVersion version = GedcomVersion.named(text);
        if (version == null)
            throw new GedcomException(header.versionLine, "GEDCOM " + text + " is not read; 5.5, 5.5.1 and 7.0 are");
        boolean known = version.isSeven() || text.strip().equals(version.number());
        if (!known)
            problems.add(new GedcomProblem(
                    header.versionLine,
                    GedcomProblem.Kind.VERSION,
                    "GEDCOM " + text.strip() + " is read as " + version.number()));
        return version;
    }

    /** The header's lines that say how to read the rest; without a header, which the reader will refuse, nothing. */
    private record Header(
            @Nullable String charset,
            int charsetLine,
            @Nullable String version,
            int versionLine) {

        static Header in(String glance) {
            String charset = null;
            String version = null;
            String above = "";
            int charsetLine = 0;
            int versionLine = 0;
            int line = 0;
            int from = 0;
            Matcher ends = LINE_END.matcher(glance);
            while (from < glance.length()) {
                int to = ends.find(from) ? ends.start() : glance.length();
                line++;
                Matcher parts = LINE.matcher(glance).region(from, to);
                if (parts.matches()) {
                    String tag = parts.group(2).toUpperCase(Locale.ROOT);
                    String value = parts.group(3);
                    int level = Integer.parseInt(parts.group(1));
                    if (level == 0 && !tag.equals("HEAD")) break;
                    if (level == 1) above = tag;
                    if (level == 1 && tag.equals("CHAR") && value != null) {
                        charset = value.strip();
                        charsetLine = line;
                    } else if (level == 2 && tag.equals("VERS") && above.equals("GEDC") && value != null) {
                        version = value.strip();
                        versionLine = line;
                    }
                }
                from = to < glance.length() ? ends.end() : to;
            }
            return new Header(charset, charsetLine, version, versionLine);
        }
    }
}
