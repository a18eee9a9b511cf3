package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A structure as the file has it: a line, what continues it, and the structures below. A record is a structure of level 0.
 *
 * @param level 0 for a record, one more for each step below
 * @param xref the record's name with its at signs, as in {@code @I1@}, by which pointers find it
 * @param tag as written
 * @param value the text, continuations joined (CONT by a line feed), doubled at signs made single; or the pointer with its at signs. Null
 *     where it is missing or empty, which mean the same.
 * @param pointer whether the value names a record
 * @param line where it begins in the file, from 1; 0 if it came from no file
 */
public record GedcomStructure(
        int level,
        @Nullable String xref,
        String tag,
        @Nullable String value,
        boolean pointer,
        int line,
        List<GedcomStructure> children) {

    /** What a pointer says that leads nowhere on purpose (version 7). */
    public static final String VOID = "@VOID@";

    public GedcomStructure {
        if (!isTag(tag)) throw new IllegalArgumentException("no tag: " + tag);
        if (value != null && value.isEmpty()) value = null;
        if (pointer && (value == null || !isPointer(value)))
            throw new IllegalArgumentException("no pointer: " + value + " of " + tag);
        if (xref != null && !isPointer(xref)) throw new IllegalArgumentException("no name of a record: " + xref);
        children = List.copyOf(children);
    }

    /** A record that comes from no file. */
    public static GedcomStructure record(
            @Nullable String xref, String tag, @Nullable String value, GedcomStructure... children) {
        return new GedcomStructure(0, xref, tag, value, false, 0, List.of(children)).atLevel(0);
    }

    /** A structure with a text that comes from no file; its level follows from where it is put. */
    public static GedcomStructure of(String tag, @Nullable String value, GedcomStructure... children) {
        return new GedcomStructure(1, null, tag, value, false, 0, List.of(children));
    }

    /** A structure that points to a record. */
    public static GedcomStructure link(String tag, String xref, GedcomStructure... children) {
        return new GedcomStructure(1, null, tag, xref, true, 0, List.of(children));
    }

    /** Whether a text has the form of a pointer: at signs around anything that begins neither with # nor with a space. */
    public static boolean isPointer(String text) {
        return text.length() > 2
                && text.charAt(0) == '@'
                && text.charAt(1) != '#'
                && text.charAt(1) != ' '
                && text.indexOf('@', 1) == text.length() - 1
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Of whatever characters, if nothing in it makes another line of it. */
    static boolean isTag(String text) {
        return !text.isEmpty()
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c) || c == '@');
    }

    public boolean is(String other) {
        return tag.equals(other);
    }

    /** The first structure below that has the tag. */
    public @Nullable GedcomStructure child(String childTag) {
        for (GedcomStructure child : children) if (child.tag.equals(childTag)) return child;
        return null;
    }

    public List<GedcomStructure> children(String childTag) {
        return children.stream().filter(child -> child.tag.equals(childTag)).toList();
    }

    /** The value of the first structure that is reached by the tags, one level each; null if there is none or it has no value. */
    public @Nullable String text(String... path) {
        GedcomStructure at = this;
        for (String step : path) {
            at = at.child(step);
            if (at == null) return null;
        }
        return at.value;
    }

    public GedcomStructure withTag(String other) {
        return new GedcomStructure(level, xref, other, value, pointer, line, children);
    }

    /** With a text, not a pointer. */
    public GedcomStructure withText(@Nullable String text) {
        return new GedcomStructure(level, xref, tag, text, false, line, children);
    }

    public GedcomStructure withChildren(List<GedcomStructure> others) {
        return new GedcomStructure(level, xref, tag, value, pointer, line, others);
    }

    /** The same without a place in a file, with levels from 0: equal where two files say the same. */
    public GedcomStructure unplaced() {
        return atLevel(0);
    }

    private GedcomStructure atLevel(int at) {
        List<GedcomStructure> below = new ArrayList<>(children.size());
        for (GedcomStructure child : children) below.add(child.atLevel(at + 1));
        return new GedcomStructure(at, xref, tag, value, pointer, 0, below);
    }
}
