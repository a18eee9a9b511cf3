package dev.fabula.gedcom.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.Sex;
import dev.fabula.gedcom.GedcomLines;
import dev.fabula.gedcom.GedcomStructure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an INDI record says of a person in words of its own; families and associations are told as relationships. */
public final class PersonRecord {
    /** So many are told as names and facts; what is beyond is kept as lines. */
    private static final int MOST_NAMES = 50;

    private static final int MOST_FACTS = 500;
    private static final int MOST_NOTES = 50;
    private static final Map<String, Sex> SEXES =
            Map.of("M", Sex.MALE, "F", Sex.FEMALE, "X", Sex.OTHER, "U", Sex.UNKNOWN);

    private PersonRecord() {}

    /**
     * @param more everything else, as lines of GEDCOM 7 with levels from 1
     */
    public record Told(Sex sex, List<PersonName> names, List<LifeFact> facts, List<String> notes, List<String> more) {}

    /**
     * Reads a record.
     *
     * @param record an INDI of version 7.0
     * @param elsewhere links that are told as relationships: FAMC, FAMS, ASSO. Of those nothing is kept but what stands
     *     below a FAMC beside its pedigree, and below a FAMS.
     */
    public static Told told(GedcomStructure record, PartIds ids, Predicate<GedcomStructure> elsewhere) {
        Map<String, Integer> places = new HashMap<>();
        List<PersonName> names = new ArrayList<>();
        List<LifeFact> facts = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<GedcomStructure> more = new ArrayList<>();
        Sex sex = null;
        for (GedcomStructure child : record.children()) {
            String tag = child.tag();
            if (child.is("NAME") && !child.pointer() && names.size() < MOST_NAMES) {
                names.add(Names.of(child, ids.of(tag, places.merge(tag, 1, Integer::sum))));
            } else if (Facts.isFact(child) && facts.size() < MOST_FACTS) {
                facts.add(Facts.of(child, ids.of(tag, places.merge(tag, 1, Integer::sum))));
            } else if (child.is("SEX") && sex == null && child.children().isEmpty() && sex(child) != null) {
                sex = sex(child);
            } else if (Notes.isPlain(child) && notes.size() < MOST_NOTES) {
                notes.add(String.valueOf(child.value()));
            } else if (elsewhere.test(child)) {
                if (!child.is("ASSO")) Links.kept(child).ifPresent(more::add);
            } else {
                more.add(child);
            }
        }
        return new Told(sex == null ? Sex.UNKNOWN : sex, names, facts, notes, GedcomLines.of(more));
    }

    /** By what a newer file finds a person or family again, the best first: {@code uid:…}, {@code refn:…}. */
    public static List<String> sources(GedcomStructure record) {
        return Sources.of(record);
    }

    private static @Nullable Sex sex(GedcomStructure child) {
        return child.value() == null ? null : SEXES.get(child.value().strip().toUpperCase(Locale.ROOT));
    }

    /**
     * Writes a record of version 7.0.
     *
     * @param links FAMC, FAMS and ASSO, in their order
     * @param more what was kept; what it has below a FAMC or FAMS that is among the links comes below that
     */
    public static GedcomStructure structure(
            String xref,
            Sex sex,
            List<PersonName> names,
            List<LifeFact> facts,
            List<GedcomStructure> links,
            List<String> notes,
            List<GedcomStructure> more) {
        List<GedcomStructure> children = new ArrayList<>();
        names.forEach(name -> children.add(Names.structure(name)));
        boolean kept = more.stream().anyMatch(each -> each.is("SEX"));
        if (sex != Sex.UNKNOWN || !kept)
            SEXES.forEach((value, each) -> {
                if (each == sex && sex != Sex.UNKNOWN) children.add(GedcomStructure.of("SEX", value));
            });
        facts.forEach(fact -> children.add(Facts.structure(fact)));
        List<GedcomStructure> rest = new ArrayList<>(more);
        for (GedcomStructure link : links) children.add(Links.joined(link, rest, Set.of("FAMC", "FAMS")));
        notes.forEach(note -> children.add(GedcomStructure.of("NOTE", note)));
        children.addAll(rest);
        return GedcomStructure.record(xref, "INDI", null, children.toArray(GedcomStructure[]::new));
    }
}
