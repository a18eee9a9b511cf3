package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source of what is said above it.
 *
 * @param record the name of the SOUR record; null where 5.5.1 describes the source in a text
 * @param description that text
 * @param page where in the source
 * @param quality QUAY: 0 unreliable, 1 questionable, 2 secondary, 3 primary evidence; null where nothing or anything else is said
 * @param texts what the source says, literally
 */
public record GedcomCitation(
        @Nullable String record,
        @Nullable String description,
        @Nullable String page,
        @Nullable Integer quality,
        List<String> texts,
        List<GedcomNote> notes,
        List<GedcomMedia> media,
        List<GedcomStructure> unknown) {

    static GedcomCitation of(GedcomStructure structure) {
        Parts parts = new Parts(structure);
        GedcomStructure quay = structure.child("QUAY");
        Integer quality = quay == null || quay.value() == null ? null : quality(quay.value());
        if (quality != null) parts.one("QUAY");
        GedcomStructure data = structure.child("DATA");
        List<String> texts = new ArrayList<>(parts.texts("TEXT"));
        if (data != null) texts.addAll(new Parts(data).texts("TEXT"));
        return new GedcomCitation(
                structure.pointer() ? structure.value() : null,
                structure.pointer() ? null : structure.value(),
                parts.text("PAGE"),
                quality,
                List.copyOf(texts),
                parts.notes(),
                parts.media(),
                parts.rest());
    }

    private static @Nullable Integer quality(String text) {
        return text.strip().matches("[0-3]") ? Integer.valueOf(text.strip()) : null;
    }
}
