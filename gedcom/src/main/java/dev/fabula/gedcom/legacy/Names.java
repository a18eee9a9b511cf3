package dev.fabula.gedcom.legacy;

import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.gedcom.GedcomLines;
import dev.fabula.gedcom.GedcomStructure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of people. */
final class Names {
    private static final Pattern TYPE = Pattern.compile("[A-Z]{1,40}");
    private static final List<String> PARTS = List.of("TYPE", "NPFX", "GIVN", "NICK", "SPFX", "SURN", "NSFX");

    private Names() {}

    static PersonName of(GedcomStructure structure, String id) {
        Map<String, String> parts = new HashMap<>();
        List<GedcomStructure> more = new ArrayList<>();
        for (GedcomStructure child : structure.children()) {
            String value = child.value();
            boolean told = PARTS.contains(child.tag())
                    && value != null
                    && child.children().isEmpty()
                    && !child.pointer()
                    && (!child.is("TYPE") || TYPE.matcher(value).matches());
            if (!told || parts.putIfAbsent(child.tag(), String.valueOf(value)) != null) more.add(child);
        }
        String type = parts.get("TYPE");
        return new PersonName(
                id,
                full(structure.value(), parts.get("GIVN"), parts.get("SURN")),
                type == null ? null : type.toLowerCase(Locale.ROOT),
                parts.get("NPFX"),
                parts.get("GIVN"),
                parts.get("NICK"),
                parts.get("SPFX"),
                parts.get("SURN"),
                parts.get("NSFX"),
                GedcomLines.of(more));
    }

    /** A name that is told in parts alone is put together from them, as version 7 demands. */
    private static String full(@Nullable String value, @Nullable String given, @Nullable String surname) {
        if (value != null) return value;
        return ((given == null ? "" : given) + (surname == null ? "" : " /" + surname + "/")).strip();
    }

    static GedcomStructure structure(PersonName name) {
        List<GedcomStructure> children = new ArrayList<>();
        tell("TYPE", name.type() == null ? null : name.type().toUpperCase(Locale.ROOT), children);
        tell("NPFX", name.prefix(), children);
        tell("GIVN", name.given(), children);
        tell("NICK", name.nickname(), children);
        tell("SPFX", name.surnamePrefix(), children);
        tell("SURN", name.surname(), children);
        tell("NSFX", name.suffix(), children);
        children.addAll(GedcomLines.read(name.more()));
        return GedcomStructure.of("NAME", name.full(), children.toArray(GedcomStructure[]::new));
    }

    private static void tell(String tag, @Nullable String value, List<GedcomStructure> children) {
        if (value != null) children.add(GedcomStructure.of(tag, value));
    }
}
