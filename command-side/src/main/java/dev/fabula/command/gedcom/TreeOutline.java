package dev.fabula.command.gedcom;

import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.gedcom.GedcomException;
import dev.fabula.gedcom.GedcomReader;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomSummary;
import dev.fabula.gedcom.GedcomUpgrade;
import dev.fabula.gedcom.legacy.Pedigrees;
import dev.fabula.gedcom.legacy.PersonRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a file and how they hang together, from a first reading to its end. This is all that an import holds in
 * memory of the file, some hundred bytes a person; nothing of what is told of them is among it.
 */
final class TreeOutline {

    /** An event must hold it; longer ones are refused before anything is told. */
    private static final int MOST_CHARACTERS = 200_000;

    /** A family in which somebody is a child, as they say themselves. */
    record ChildLink(String family, @Nullable Pedigree pedigree) {}

    /**
     * @param xref the record's name in version 7; null where it has none, or another before it has the same
     * @param nameHash of the first name as it is spoken
     */
    record Person(@Nullable String xref, int line, List<String> sources, int nameHash, List<ChildLink> links) {}

    /** @param husband the record's name of whoever stands in that slot, in the file or not */
    record Family(
            @Nullable String xref,
            int line,
            List<String> sources,
            @Nullable String husband,
            @Nullable String wife) {}

    private final List<Person> people = new ArrayList<>();
    private final List<Family> families = new ArrayList<>();
    private final Map<String, Person> byName = new HashMap<>();
    private final Map<String, Family> familiesByName = new HashMap<>();
    private final GedcomSummary summary;

    private TreeOutline(GedcomReader reader) throws IOException {
        GedcomUpgrade upgrade = null;
        for (GedcomStructure record = reader.next(); record != null; record = reader.next()) {
            if (upgrade == null) {
                upgrade = GedcomUpgrade.of(record, List.of());
            }
            guardSize(record);
            switch (record.tag()) {
                case "INDI" -> add(person(upgrade.convert(record)));
                case "FAM" -> add(family(upgrade.convert(record)));
                default -> {}
            }
        }
        summary = reader.summary();
    }

    /**
     * Reads a file to its end.
     *
     * @throws GedcomException naming the line and what is wrong with it
     */
    static TreeOutline of(GedcomReader reader) throws IOException {
        return new TreeOutline(reader);
    }

    private static void guardSize(GedcomStructure record) {
        if (characters(record) > MOST_CHARACTERS) {
            throw new GedcomException(
                    record.line(),
                    "the record has more than " + MOST_CHARACTERS + " characters, the most there may be");
        }
    }

    private static long characters(GedcomStructure structure) {
        long count = structure.tag().length();
        count += structure.value() == null ? 0 : structure.value().length();
        for (GedcomStructure child : structure.children()) {
            count += characters(child);
        }
        return count;
    }

    private static Person person(GedcomStructure record) {
        List<ChildLink> links = new ArrayList<>();
        for (GedcomStructure link : record.children("FAMC")) {
            String family = link.value();
            if (link.pointer()
                    && family != null
                    && links.stream().noneMatch(each -> each.family().equals(family))) {
                links.add(new ChildLink(family, Pedigrees.of(link)));
            }
        }
        return new Person(
                record.xref(),
                record.line(),
                PersonRecord.sources(record),
                nameHash(record.text("NAME")),
                List.copyOf(links));
    }

    /** The same for a name in whatever way it is written. */
    static int nameHash(@Nullable String name) {
        return name == null
                ? 0
                : name.replace('/', ' ').strip().replaceAll("\\s+", " ").hashCode();
    }

    private static Family family(GedcomStructure record) {
        return new Family(
                record.xref(), record.line(), PersonRecord.sources(record), slot(record, "HUSB"), slot(record, "WIFE"));
    }

    private static @Nullable String slot(GedcomStructure record, String tag) {
        for (GedcomStructure child : record.children(tag)) {
            if (child.pointer()) {
                return child.value();
            }
        }
        return null;
    }

    private void add(Person person) {
        boolean named = person.xref() != null && byName.putIfAbsent(person.xref(), person) == null;
        people.add(
                named || person.xref() == null
                        ? person
                        : new Person(null, person.line(), person.sources(), person.nameHash(), person.links()));
    }

    private void add(Family family) {
        boolean named = family.xref() != null && familiesByName.putIfAbsent(family.xref(), family) == null;
        families.add(
                named || family.xref() == null
                        ? family
                        : new Family(null, family.line(), family.sources(), family.husband(), family.wife()));
    }

    /** In the order of the file. */
    List<Person> people() {
        return people;
    }

    /** In the order of the file. */
    List<Family> families() {
        return families;
    }

    @Nullable
    Person person(@Nullable String xref) {
        return xref == null ? null : byName.get(xref);
    }

    @Nullable
    Family family(@Nullable String xref) {
        return xref == null ? null : familiesByName.get(xref);
    }

    /** Whether anybody of the file is a partner in it: who is its child then has a parent. */
    boolean isPartnered(Family family) {
        return person(family.husband()) != null || person(family.wife()) != null;
    }

    GedcomSummary summary() {
        return summary;
    }
}
