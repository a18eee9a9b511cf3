package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Turns the records of the version that a header names into those of another, one by one. */
sealed interface Conversion permits ToSeven, ToFive, Conversion.Same {

    GedcomStructure convert(GedcomStructure record);

    /** @throws GedcomException if the header names a version that is not known */
    static Conversion of(GedcomStructure head, GedcomVersion to, Collection<String> extensions) {
        String named = head.text("GEDC", "VERS");
        GedcomVersion from = named == null ? GedcomVersion.V5_5_1 : GedcomVersion.named(named);
        if (from == null) throw new GedcomException(head.line(), "the header names an unknown version: " + named);
        if (from.isSeven() == to.isSeven()) return new Same(to);
        return to.isSeven() ? new ToSeven(extensions) : ToFive.of(head);
    }

    /**
     * The structures below a header, with version and character set told anew: where they stood, or first where they did not stand or 7.0
     * wants them to.
     */
    static List<GedcomStructure> header(List<GedcomStructure> children, GedcomVersion to) {
        GedcomStructure version = GedcomStructure.of("VERS", to.number());
        List<GedcomStructure> told = new ArrayList<>();
        told.add(
                to.isSeven()
                        ? GedcomStructure.of("GEDC", null, version)
                        : GedcomStructure.of("GEDC", null, version, GedcomStructure.of("FORM", "LINEAGE-LINKED")));
        if (!to.isSeven()) told.add(GedcomStructure.of("CHAR", "UTF-8"));
        List<GedcomStructure> header = new ArrayList<>();
        for (GedcomStructure child : children) {
            if (child.is("GEDC") && !to.isSeven()) header.addAll(told);
            else if (!child.is("GEDC") && !child.is("CHAR")) header.add(child);
        }
        if (to.isSeven() || children.stream().noneMatch(child -> child.is("GEDC"))) header.addAll(0, told);
        return header;
    }

    /** Between 5.5 and 5.5.1, whose additions alone differ, or within 7. */
    record Same(GedcomVersion to) implements Conversion {
        @Override
        public GedcomStructure convert(GedcomStructure record) {
            Objects.requireNonNull(record);
            if (!record.is("HEAD") || to.isSeven()) return record;
            return record.withChildren(header(record.children(), to));
        }
    }
}
