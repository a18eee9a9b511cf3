package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A structure whose lines are still being read. */
final class Draft {
    final Line line;
    private final int level;
    private final List<Draft> children = new ArrayList<>(4);
    private final StringBuilder value;
    private final @Nullable String pointer;
    private boolean continued;

    Draft(Line line, int level, boolean seven) {
        this.line = line;
        this.level = level;
        this.pointer = pointer(line.value(), seven);
        boolean doubled = seven && pointer == null;
        this.value = new StringBuilder(doubled ? AtSigns.readSeven(line.value()) : line.value());
    }

    /** Without stray spaces; but before a text of version 7 they tell that it is none. */
    private static @Nullable String pointer(String value, boolean seven) {
        String stripped = seven ? value.stripTrailing() : value.strip();
        return GedcomStructure.isPointer(stripped) ? stripped : null;
    }

    int level() {
        return level;
    }

    void add(Draft child) {
        children.add(child);
    }

    void continueWith(Line more, boolean seven, int mostCharacters) {
        continued = true;
        if (more.tag().equals("CONT")) value.append('\n');
        value.append(seven ? AtSigns.readSeven(more.value()) : more.value());
        if (value.length() > mostCharacters)
            throw new GedcomException(
                    more.number(), "continues a value to more than " + mostCharacters + " characters");
    }

    GedcomStructure finish(boolean seven) {
        String text = value.toString();
        boolean points = !continued && pointer != null;
        if (points) text = pointer;
        else if (!seven) text = AtSigns.readFive(text);
        List<GedcomStructure> below = new ArrayList<>(children.size());
        for (Draft child : children) below.add(child.finish(seven));
        return new GedcomStructure(level, line.xref(), line.tag(), text, points, line.number(), below);
    }
}
