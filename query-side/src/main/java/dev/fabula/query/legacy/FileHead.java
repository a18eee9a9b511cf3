package dev.fabula.query.legacy;

import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomVersion;
import dev.fabula.query.gedcom.RecordName;
import dev.fabula.query.gedcom.RecordNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a file says of itself. Records are told as version 7.0, from which the writer makes what is asked for. */
final class FileHead {

    private static final Set<String> OF_THE_WRITER = Set.of("GEDC", "CHAR", "SCHMA");

    private FileHead() {}

    /** Of a file that continues no other. */
    static GedcomStructure plain() {
        return head(List.of(GedcomStructure.of("SOUR", "FABULA", GedcomStructure.of("NAME", "Fabula"))), List.of());
    }

    /**
     * As a file had it that was imported.
     *
     * @param heads the one to continue, and the others, whose extensions are declared too
     */
    static GedcomStructure of(GedcomStructure head, List<GedcomStructure> heads) {
        Map<String, GedcomStructure> declared = new LinkedHashMap<>();
        for (GedcomStructure each : heads) {
            GedcomStructure schema = each.child("SCHMA");
            if (schema != null) {
                schema.children("TAG").forEach(tag -> {
                    String value = tag.value() == null ? "" : tag.value();
                    // A tag has one meaning in a file: what the first one says.
                    declared.putIfAbsent(value.split(" ", 2)[0], tag);
                });
            }
        }
        return head(
                head.children().stream()
                        .filter(child -> !OF_THE_WRITER.contains(child.tag()))
                        .toList(),
                List.copyOf(declared.values()));
    }

    private static GedcomStructure head(List<GedcomStructure> told, List<GedcomStructure> declared) {
        List<GedcomStructure> children = new ArrayList<>();
        children.add(GedcomStructure.of("GEDC", null, GedcomStructure.of("VERS", GedcomVersion.V7_0.number())));
        if (!declared.isEmpty()) {
            children.add(GedcomStructure.of("SCHMA", null).withChildren(declared));
        }
        children.addAll(told);
        return GedcomStructure.record(null, "HEAD", null, children.toArray(GedcomStructure[]::new));
    }

    /**
     * Version 5.5.1 wants to know who submits a file.
     *
     * @return nothing where the head says it, or need not
     */
    static @Nullable GedcomStructure submitter(
            GedcomStructure head, GedcomVersion version, String name, RecordNames names) {
        if (version.isSeven() || head.child("SUBM") != null) {
            return null;
        }
        RecordName submitter = new RecordName();
        names.name(submitter, 'U');
        return GedcomStructure.record(submitter.required(), "SUBM", null, GedcomStructure.of("NAME", name));
    }

    static GedcomStructure submittedBy(GedcomStructure head, @Nullable GedcomStructure submitter) {
        if (submitter == null || submitter.xref() == null) {
            return head;
        }
        List<GedcomStructure> children = new ArrayList<>(head.children());
        children.add(GedcomStructure.link("SUBM", submitter.xref()));
        return head.withChildren(children);
    }
}
