package dev.fabula.query.gedcom;

import dev.fabula.gedcom.GedcomStructure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the records of one file are called. A record that came with a file keeps its name where it can; the names of one
 * tree go before those of the others, whose records may have the same ones. A name costs some 200 bytes.
 */
public final class RecordNames {

    /** The tree whose names go first. */
    public static final String MAIN_TREE = "main";

    /** As version 7.0 has them. */
    private static final Pattern XREF = Pattern.compile("@[A-Z0-9_]+@");

    private final Map<String, Map<String, RecordName>> trees = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>(Set.of(GedcomStructure.VOID));
    private final Map<String, Integer> last = new HashMap<>();

    /** @param xref in the files of that tree, with its at signs; the first record that says so has it */
    public void add(RecordName record, String tree, String xref) {
        trees.computeIfAbsent(tree, _ -> new LinkedHashMap<>()).putIfAbsent(xref, record);
    }

    /** Gives records the names that they had, each if no other has it already. */
    public void keepNames() {
        keep(trees.getOrDefault(MAIN_TREE, Map.of()));
        trees.values().forEach(this::keep);
    }

    private void keep(Map<String, RecordName> tree) {
        tree.forEach((xref, record) -> {
            if (record.xref() == null && XREF.matcher(xref).matches() && used.add(xref)) {
                record.is(xref);
            }
        });
    }

    /**
     * Gives a record that has none a new name. Only after {@link #keepNames}, so that none is taken from its owner.
     *
     * @param letter with which it begins, by custom
     */
    public void name(RecordName record, char letter) {
        while (record.xref() == null) {
            String next = "@" + letter + last.merge(String.valueOf(letter), 1, Integer::sum) + '@';
            if (used.add(next)) {
                record.is(next);
            }
        }
    }

    /** The record that a pointer of one of these trees means, of the first of them that has one. */
    public @Nullable RecordName find(List<String> those, String xref) {
        for (String tree : those) {
            RecordName found = trees.getOrDefault(tree, Map.of()).get(xref);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * The structures with their pointers led to what records are called now; to nowhere, where a record is not there.
     *
     * @param those the trees that the structures came with
     */
    public List<GedcomStructure> lead(List<GedcomStructure> structures, List<String> those) {
        List<GedcomStructure> led = new ArrayList<>(structures.size());
        for (GedcomStructure each : structures) {
            List<GedcomStructure> below = lead(each.children(), those);
            String value = each.value();
            boolean leads = each.pointer() && value != null && !value.equals(GedcomStructure.VOID);
            RecordName record = leads && value != null ? find(those, value) : null;
            String now =
                    !leads ? value : record == null || record.xref() == null ? GedcomStructure.VOID : record.xref();
            led.add(new GedcomStructure(
                    each.level(), each.xref(), each.tag(), now, each.pointer(), each.line(), below));
        }
        return led;
    }
}
