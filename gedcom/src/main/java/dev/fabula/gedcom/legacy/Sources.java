package dev.fabula.gedcom.legacy;

import dev.fabula.gedcom.GedcomStructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** By what a newer file finds a record again, the best first. */
final class Sources {
    private static final Set<String> UNIQUE = Set.of("UID", "_UID");
    private static final int LONGEST = 200;

    private Sources() {}

    static List<String> of(GedcomStructure record) {
        List<String> sources = new ArrayList<>();
        for (GedcomStructure child : record.children())
            if (UNIQUE.contains(child.tag()) && isKey(child))
                add(sources, "uid:" + String.valueOf(child.value()).strip().toUpperCase(Locale.ROOT));
        for (GedcomStructure child : record.children())
            if (child.is("REFN") && isKey(child)) {
                String type = child.text("TYPE");
                add(
                        sources,
                        "refn:" + (type == null ? "" : type.strip()) + '/'
                                + String.valueOf(child.value()).strip());
            }
        return List.copyOf(sources);
    }

    private static void add(List<String> sources, String source) {
        if (!sources.contains(source)) sources.add(source);
    }

    private static boolean isKey(GedcomStructure child) {
        return child.value() != null
                && !child.value().isBlank()
                && child.value().length() <= LONGEST
                && !child.pointer();
    }
}
