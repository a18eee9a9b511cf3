package dev.fabula.gedcom;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Structures of version 7.0 as the lines that a file would have, to be stored apart from their record. */
public final class GedcomLines {
    private GedcomLines() {}

    /** The lines of structures below a record, their levels counted from 1; a text of several lines makes several. */
    public static List<String> of(List<GedcomStructure> structures) {
        return lines(structures, 1);
    }

    /** What is below a record; before it, if it has a text, a line of level 0 with its tag and text. */
    public static List<String> ofRecord(GedcomStructure record) {
        if (record.value() == null) return of(record.children());
        List<String> all = new ArrayList<>(
                lines(List.of(GedcomStructure.of(record.tag(), null).withText(record.value())), 0));
        all.addAll(of(record.children()));
        return List.copyOf(all);
    }

    private static List<String> lines(List<GedcomStructure> structures, int level) {
        if (structures.isEmpty()) return List.of();
        StringWriter text = new StringWriter();
        LineWriter writer = new LineWriter(text, true);
        try {
            for (GedcomStructure structure : structures) writer.write(structure, level);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return List.of(text.toString().split("\n"));
    }

    /**
     * The structures of lines that {@link #of} wrote.
     *
     * @throws GedcomException if they are no such lines, with the number of the line among them
     */
    public static List<GedcomStructure> read(List<String> lines) {
        return record("X", null, lines).children();
    }

    /** The record of lines that {@link #ofRecord} wrote. */
    public static GedcomStructure record(String tag, @Nullable String xref, List<String> lines) {
        List<Draft> open = new ArrayList<>();
        boolean told = !lines.isEmpty() && lines.getFirst().startsWith("0 ");
        String value = told ? Line.parse(lines.getFirst(), 1).value() : "";
        open.add(new Draft(new Line(0, 0, xref, tag, value), 0, true));
        for (int i = told ? 1 : 0; i < lines.size(); i++) {
            Line line = Line.parse(lines.get(i), i + 1);
            if (line.level() == 0 || line.level() > open.size())
                throw new GedcomException(line.number(), "level " + line.level() + " has no place here");
            while (open.size() > line.level()) open.removeLast();
            Draft above = open.getLast();
            if (line.tag().equals("CONT")) {
                above.continueWith(line, true, Integer.MAX_VALUE);
                // Takes the place that a structure of this level would have.
                open.add(above);
                continue;
            }
            Draft draft = new Draft(line, line.level(), true);
            above.add(draft);
            open.add(draft);
        }
        return open.getFirst().finish(true).unplaced();
    }
}
