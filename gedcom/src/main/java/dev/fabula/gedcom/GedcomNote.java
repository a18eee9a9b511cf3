package dev.fabula.gedcom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A note: its text, or the record that has the text.
 *
 * @param record the name of a NOTE (5.5.1) or SNOTE (7) record; null where the text is here
 * @param text null where a record has it, or where it is empty
 * @param mediaType of the text: text/plain or text/html; null where nothing is said, which means plain
 * @param language a tag of BCP 47
 */
public record GedcomNote(
        @Nullable String record,
        @Nullable String text,
        @Nullable String mediaType,
        @Nullable String language,
        List<GedcomStructure> unknown) {

    /** Of a structure or of a record of shared notes. */
    public static GedcomNote of(GedcomStructure structure) {
        Parts parts = new Parts(structure);
        return new GedcomNote(
                structure.pointer() ? structure.value() : null,
                structure.pointer() ? null : structure.value(),
                parts.text("MIME", "_MIME"),
                parts.text("LANG", "_LANG"),
                parts.rest());
    }
}
