package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link to a multimedia record, the description of files in place (5.5), or the record itself.
 *
 * @param record the name of the OBJE record; null where the files are described here
 * @param files paths and addresses
 */
public record GedcomMedia(
        @Nullable String record, @Nullable String title, List<String> files, GedcomStructure structure) {

    public static GedcomMedia of(GedcomStructure structure) {
        List<String> files = new ArrayList<>();
        for (GedcomStructure file : structure.children("FILE"))
            if (file.value() != null) files.add(file.value().strip());
        String title = structure.text("TITL");
        return new GedcomMedia(
                structure.pointer() ? structure.value() : null,
                title != null ? title : structure.text("FILE", "TITL"),
                List.copyOf(files),
                structure);
    }
}
