package dev.fabula.gedcom;

import java.io.IOException;
import java.io.Writer;

/** Writes structures as lines of 5.5.1, which are short, or of 7.0, which may be of any length. */
final class LineWriter {
    /** Of 5.5.1, its end included. */
    static final int MOST_CHARACTERS = 255;
    /** So much of a line is left to its value, whatever stands before. */
    private static final int LEAST_CHARACTERS = 40;

    private final Writer out;
    private final boolean seven;

    LineWriter(Writer out, boolean seven) {
        this.out = out;
        this.seven = seven;
    }

    void write(GedcomStructure record) throws IOException {
        write(record, 0);
    }

    void write(GedcomStructure structure, int level) throws IOException {
        if (level > GedcomLimits.DEEPEST_LEVEL)
            throw new GedcomException(
                    structure.line(),
                    structure.tag() + " is more than " + GedcomLimits.DEEPEST_LEVEL + " levels below its record");
        String begin = level + (structure.xref() == null ? " " : " " + structure.xref() + " ") + structure.tag();
        String value = structure.value();
        if (value == null) out.append(begin).append('\n');
        else if (structure.pointer())
            out.append(begin).append(' ').append(value).append('\n');
        else if (seven) seven(begin, level + 1, lines(structure, value));
        else five(begin, level + 1, AtSigns.writeFive(lines(structure, value)));
        for (GedcomStructure child : structure.children()) write(child, level + 1);
    }

    private void seven(String begin, int continuation, String value) throws IOException {
        String before = begin;
        for (String line : value.split("\n", -1)) {
            line(before, AtSigns.writeSeven(line));
            before = continuation + " CONT";
        }
    }

    private void five(String begin, int continuation, String value) throws IOException {
        String before = begin;
        for (String line : value.split("\n", -1)) {
            String left = line;
            while (true) {
                int room = Math.max(MOST_CHARACTERS - before.length() - 2, LEAST_CHARACTERS);
                int cut = left.length() <= room ? left.length() : cut(left, room);
                line(before, left.substring(0, cut));
                if (cut == left.length()) break;
                left = left.substring(cut);
                before = continuation + " CONC";
            }
            before = continuation + " CONT";
        }
    }

    /** Amid a word, because readers drop spaces at the ends of lines; not amid a doubled at sign, an escape, or a character of two. */
    private static int cut(String text, int most) {
        for (int at = most; at > most / 2; at--) {
            char last = text.charAt(at - 1);
            char next = text.charAt(at);
            if (isBlank(last) || isBlank(next) || last == '@' || next == '@' || Character.isLowSurrogate(next))
                continue;
            return at;
        }
        return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }

    private void line(String before, String value) throws IOException {
        out.append(before);
        if (!value.isEmpty()) out.append(' ').append(value);
        out.append('\n');
    }

    /** All line ends as line feeds; what would make another file of it is refused. */
    private static String lines(GedcomStructure structure, String value) {
        if (value.indexOf('\0') >= 0)
            throw new GedcomException(structure.line(), "the value of " + structure.tag() + " has a zero character");
        return value.indexOf('\r') < 0 ? value : value.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
