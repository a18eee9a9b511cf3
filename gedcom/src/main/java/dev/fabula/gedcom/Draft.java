package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.List;

/** A structure whose lines are still being read. */
final class Draft {
    final Line line;
    private final int level;
    private final List<Draft> children = new ArrayList<>(4);
    private final StringBuilder value;
    private boolean continued;

    Draft(Line line, int level, boolean seven) {
        this.line = line;
        this.level = level;
        this.value = new StringBuilder(
                seven && !GedcomStructure.isPointer(line.value().strip())
                        ? AtSigns.readSeven(line.value())
                        : line.value());
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
        boolean pointer = !continued && GedcomStructure.isPointer(line.value().strip());
        if (pointer) text = text.strip();
        else if (!seven) text = AtSigns.readFive(text);
        List<GedcomStructure> below = new ArrayList<>(children.size());
        for (Draft child : children) below.add(child.finish(seven));
        return new GedcomStructure(level, line.xref(), line.tag(), text, pointer, line.number(), below);
    }
}
