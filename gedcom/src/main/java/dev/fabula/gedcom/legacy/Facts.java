package dev.fabula.gedcom.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.gedcom.GedcomLines;
import dev.fabula.gedcom.GedcomStructure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events and attributes. */
final class Facts {
    /** What a fact says itself; what stands below one of them is kept below a line without a value. */
    private static final List<String> TOLD = List.of("DATE", "PLAC", "TYPE");

    private Facts() {}

    /** Whether a structure below a person or family is told as a fact: what is of no version must say when or where. */
    static boolean isFact(GedcomStructure structure) {
        return FactWords.word(structure.tag()) != null
                && !structure.pointer()
                && (!structure.tag().startsWith("_")
                        || structure.child("DATE") != null
                        || structure.child("PLAC") != null);
    }

    static LifeFact of(GedcomStructure structure, String id) {
        String word = FactWords.word(structure.tag());
        if (word == null) throw new IllegalArgumentException("no fact: " + structure.tag());
        List<GedcomStructure> more = new ArrayList<>();
        List<String> found = new ArrayList<>();
        String note = null;
        for (GedcomStructure child : structure.children()) {
            if (TOLD.contains(child.tag()) && !found.contains(child.tag()) && !child.pointer()) {
                found.add(child.tag());
                if (!child.children().isEmpty() || child.value() == null) more.add(child.withText(null));
            } else if (child.is("NOTE") && note == null && Notes.isPlain(child)) {
                note = child.value();
            } else {
                more.add(child);
            }
        }
        return new LifeFact(
                id,
                word,
                structure.value(),
                first(structure, "DATE"),
                first(structure, "PLAC"),
                first(structure, "TYPE"),
                note,
                GedcomLines.of(more));
    }

    private static @Nullable String first(GedcomStructure structure, String tag) {
        for (GedcomStructure child : structure.children()) if (child.is(tag) && !child.pointer()) return child.value();
        return null;
    }

    /** A kind that somebody made up is told as the type of an event or, with a value, of a fact. */
    static GedcomStructure structure(LifeFact fact) {
        String tag = FactWords.tag(fact.kind());
        String type = fact.type();
        if (tag == null) {
            tag = fact.value() == null ? "EVEN" : "FACT";
            String kind = fact.kind().replace('-', ' ');
            type = type == null ? kind : kind + ": " + type;
        }
        List<GedcomStructure> more = new ArrayList<>(GedcomLines.read(fact.more()));
        List<GedcomStructure> children = new ArrayList<>();
        tell("TYPE", type, children, more);
        tell("DATE", fact.date(), children, more);
        tell("PLAC", fact.place(), children, more);
        children.addAll(more);
        if (fact.note() != null) children.add(GedcomStructure.of("NOTE", fact.note()));
        return GedcomStructure.of(tag, fact.value(), children.toArray(GedcomStructure[]::new));
    }

    private static void tell(
            String tag, @Nullable String value, List<GedcomStructure> children, List<GedcomStructure> more) {
        if (value == null) return;
        GedcomStructure below = null;
        for (GedcomStructure each : more) if (below == null && each.is(tag) && each.value() == null) below = each;
        if (below != null) more.remove(below);
        children.add(GedcomStructure.of(
                tag,
                value,
                below == null ? new GedcomStructure[0] : below.children().toArray(GedcomStructure[]::new)));
    }
}
