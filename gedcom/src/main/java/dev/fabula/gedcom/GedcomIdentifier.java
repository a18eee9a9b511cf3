package dev.fabula.gedcom;

import org.jspecify.annotations.Nullable;

/**
 * Something by which others know a record.
 *
 * @param kind the tag: REFN (its owner's own), UID (unique in the world; 5.5.1's custom _UID too), EXID (an outside system's), or RIN, AFN,
 *     RFN
 * @param type of a REFN; the authority of an EXID, a URI
 */
public record GedcomIdentifier(
        String kind, @Nullable String value, @Nullable String type) {

    static GedcomIdentifier of(GedcomStructure structure) {
        String kind = structure.tag().startsWith("_") ? structure.tag().substring(1) : structure.tag();
        return new GedcomIdentifier(kind, structure.value(), structure.text("TYPE"));
    }
}
