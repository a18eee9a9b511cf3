package dev.fabula.gedcom.legacy;

import dev.fabula.gedcom.GedcomLines;
import dev.fabula.gedcom.GedcomStructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Others who have to do with a person: ASSO of version 7.0. */
public final class Associations {
    private static final int LONGEST_ROLE = 100;
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("CHIL", "child"),
            Map.entry("CLERGY", "clergy"),
            Map.entry("FATH", "father"),
            Map.entry("FRIEND", "friend"),
            Map.entry("GODP", "godparent"),
            Map.entry("HUSB", "husband"),
            Map.entry("MOTH", "mother"),
            Map.entry("MULTIPLE", "sibling of a multiple birth"),
            Map.entry("NGHBR", "neighbor"),
            Map.entry("OFFICIATOR", "officiator"),
            Map.entry("PARENT", "parent"),
            Map.entry("SPOU", "spouse"),
            Map.entry("WIFE", "wife"),
            Map.entry("WITN", "witness"));

    private Associations() {}

    /** @param more lines below the ASSO that the role does not say */
    public record Told(@Nullable String role, List<String> more) {}

    /** A role in words is told in them. */
    public static Told told(GedcomStructure link) {
        String role = null;
        List<GedcomStructure> more = new ArrayList<>();
        for (GedcomStructure child : link.children()) {
            String said = role == null && child.is("ROLE") ? role(child) : null;
            if (said == null) more.add(child);
            else role = said;
        }
        return new Told(role, GedcomLines.of(more));
    }

    private static @Nullable String role(GedcomStructure role) {
        if (role.value() == null) return null;
        if (role.children().isEmpty()) return WORDS.get(role.value().toUpperCase(Locale.ROOT));
        String phrase = role.text("PHRASE");
        boolean plain = role.value().equals("OTHER")
                && role.children().size() == 1
                && role.children().getFirst().children().isEmpty();
        return plain && phrase != null && phrase.length() <= LONGEST_ROLE && !WORDS.containsValue(phrase)
                ? phrase
                : null;
    }

    /** @param more what was kept of it, its pointers led to what records are called now */
    public static GedcomStructure link(String person, @Nullable String role, List<GedcomStructure> more) {
        List<GedcomStructure> below = new ArrayList<>();
        boolean kept = more.stream().anyMatch(each -> each.is("ROLE"));
        if (role == null && !kept) {
            // Version 7 wants one.
            below.add(GedcomStructure.of("ROLE", "OTHER"));
        } else if (role != null) {
            GedcomStructure words = GedcomStructure.of("ROLE", "OTHER", GedcomStructure.of("PHRASE", role));
            below.add(WORDS.entrySet().stream()
                    .filter(each -> each.getValue().equals(role))
                    .findFirst()
                    .map(each -> GedcomStructure.of("ROLE", each.getKey()))
                    .orElse(words));
        }
        below.addAll(more);
        return GedcomStructure.link("ASSO", person, below.toArray(GedcomStructure[]::new));
    }
}
