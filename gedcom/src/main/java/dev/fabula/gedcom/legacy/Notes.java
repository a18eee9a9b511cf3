package dev.fabula.gedcom.legacy;

import dev.fabula.gedcom.GedcomStructure;

/** Notes that are their text and nothing more. */
final class Notes {
    private Notes() {}

    static boolean isPlain(GedcomStructure structure) {
        return structure.is("NOTE")
                && !structure.pointer()
                && structure.value() != null
                && structure.children().isEmpty();
    }
}
