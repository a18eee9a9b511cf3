package dev.fabula.gedcom;

import java.util.Collection;
import java.util.List;

/** Turns the records of one version into those of another. */
final class Conversion {
    private final GedcomVersion to;

    private Conversion(GedcomVersion to) {
        this.to = to;
    }

    static Conversion of(GedcomStructure head, GedcomVersion to, Collection<String> extensions) {
        String named = head.text("GEDC", "VERS");
        GedcomVersion from = named == null ? null : GedcomVersion.named(named);
        if (from != null && from.isSeven() != to.isSeven())
            throw new UnsupportedOperationException("from " + from + " to " + to + ", with " + extensions);
        return new Conversion(to);
    }

    List<GedcomStructure> convert(GedcomStructure record) {
        return to == GedcomVersion.V5_5 ? List.of() : List.of(record);
    }
}
