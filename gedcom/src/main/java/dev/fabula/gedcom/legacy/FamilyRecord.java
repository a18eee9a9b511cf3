package dev.fabula.gedcom.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.gedcom.GedcomStructure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a FAM record says: who is in it, what happened to the couple, and what is kept as it is. */
public final class FamilyRecord {
    private static final int MOST_FACTS = 100;
    private static final Set<String> MEMBERS = Set.of("HUSB", "WIFE", "CHIL");

    private FamilyRecord() {}

    /**
     * @param husband the record's name of who is in the slot of that name, with at signs
     * @param children in the file's order, each once
     * @param facts nothing where nobody is told to be a partner: they are kept then
     * @param kept everything else
     */
    public record Told(
            @Nullable String husband,
            @Nullable String wife,
            List<String> children,
            List<LifeFact> facts,
            List<GedcomStructure> kept) {}

    /**
     * Reads a record.
     *
     * @param record a FAM of version 7.0
     * @param isPerson whether a name is that of a person of the file
     */
    public static Told told(GedcomStructure record, PartIds ids, Predicate<String> isPerson) {
        Map<String, Integer> places = new HashMap<>();
        Map<String, String> partners = new HashMap<>();
        List<String> children = new ArrayList<>();
        List<LifeFact> facts = new ArrayList<>();
        List<GedcomStructure> kept = new ArrayList<>();
        boolean partnered = record.children().stream()
                .anyMatch(child -> (child.is("HUSB") || child.is("WIFE")) && points(child, isPerson));
        for (GedcomStructure child : record.children()) {
            String tag = child.tag();
            if (!partnered) {
                kept.add(child);
            } else if (MEMBERS.contains(tag) && points(child, isPerson)) {
                String person = String.valueOf(child.value());
                boolean first;
                if (child.is("CHIL")) {
                    // Nobody is a parent of their own, whatever a file says.
                    first = !children.contains(person) && !isPartner(record, person);
                    if (first) children.add(person);
                } else {
                    first = !partners.containsValue(person) && partners.putIfAbsent(tag, person) == null;
                }
                if (!first || !child.children().isEmpty()) kept.add(child);
            } else if (Facts.isFact(child) && facts.size() < MOST_FACTS) {
                facts.add(Facts.of(child, ids.of(tag, places.merge(tag, 1, Integer::sum))));
            } else {
                kept.add(child);
            }
        }
        return new Told(partners.get("HUSB"), partners.get("WIFE"), children, facts, List.copyOf(kept));
    }

    private static boolean isPartner(GedcomStructure record, String person) {
        return record.children().stream()
                .anyMatch(child ->
                        (child.is("HUSB") || child.is("WIFE")) && child.pointer() && person.equals(child.value()));
    }

    private static boolean points(GedcomStructure child, Predicate<String> isPerson) {
        return child.pointer() && child.value() != null && isPerson.test(child.value());
    }

    /**
     * Writes a record of version 7.0.
     *
     * @param kept what was kept; what it has below HUSB, WIFE or CHIL of one who is told of comes below that
     */
    public static GedcomStructure structure(
            String xref,
            @Nullable String husband,
            @Nullable String wife,
            List<String> children,
            List<LifeFact> facts,
            List<GedcomStructure> kept) {
        List<GedcomStructure> below = new ArrayList<>();
        List<GedcomStructure> rest = new ArrayList<>(kept);
        if (husband != null) below.add(Links.joined(GedcomStructure.link("HUSB", husband), rest, MEMBERS));
        if (wife != null) below.add(Links.joined(GedcomStructure.link("WIFE", wife), rest, MEMBERS));
        for (String child : children) below.add(Links.joined(GedcomStructure.link("CHIL", child), rest, MEMBERS));
        facts.forEach(fact -> below.add(Facts.structure(fact)));
        below.addAll(rest);
        return GedcomStructure.record(xref, "FAM", null, below.toArray(GedcomStructure[]::new));
    }
}
