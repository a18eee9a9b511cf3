package dev.fabula.application.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.gedcom.GedcomEvent;
import dev.fabula.gedcom.GedcomFamily;
import dev.fabula.gedcom.GedcomLimits;
import dev.fabula.gedcom.GedcomPerson;
import dev.fabula.gedcom.GedcomReader;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file as another program would read it: its people and families in one line each, by names. */
final class ExportedTree {

    final GedcomVersion version;
    final List<GedcomStructure> records = new ArrayList<>();
    private final Map<String, GedcomPerson> people = new HashMap<>();
    private final List<GedcomFamily> families = new ArrayList<>();

    ExportedTree(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (GedcomReader reader = GedcomReader.open(new ByteArrayInputStream(bytes), GedcomLimits.DEFAULT)) {
            version = reader.version();
            for (GedcomStructure record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
                if (record.is("INDI")) {
                    people.put(String.valueOf(record.xref()), GedcomPerson.of(record));
                } else if (record.is("FAM")) {
                    families.add(GedcomFamily.of(record));
                }
            }
            assertThat(reader.summary().problemCount()).as(text).isZero();
        }
        assertThat(records.getLast().tag()).isEqualTo("TRLR");
        bothEndsSayTheSame();
    }

    /** Name, sex, events and notes. */
    SortedSet<String> people() {
        SortedSet<String> told = new TreeSet<>();
        for (GedcomPerson person : people.values()) {
            told.add(name(person.xref()) + " " + person.sex() + " " + events(person.events()) + " "
                    + person.notes().stream().map(note -> note.text()).toList());
        }
        return told;
    }

    /** Both partners, events, and children with how they belong. */
    SortedSet<String> families() {
        SortedSet<String> told = new TreeSet<>();
        for (GedcomFamily family : families) {
            told.add(name(family.husband()) + " + " + name(family.wife()) + " " + events(family.events()) + " "
                    + family.children().stream()
                            .map(child -> name(child) + pedigree(child, family))
                            .toList());
        }
        return told;
    }

    List<GedcomStructure> named(String name) {
        return people.values().stream()
                .filter(person -> name(person.xref()).equals(name))
                .map(GedcomPerson::structure)
                .toList();
    }

    private String pedigree(String child, GedcomFamily family) {
        return Objects.requireNonNull(people.get(child)).families().stream()
                .filter(link -> link.family().equals(family.xref()) && link.pedigree() != null)
                .map(link -> " " + link.pedigree())
                .collect(Collectors.joining());
    }

    private static List<String> events(List<GedcomEvent> events) {
        return events.stream()
                .map(event -> event.tag()
                        + (event.happened() ? " Y" : "")
                        + (event.date() == null ? "" : " " + event.date().original())
                        + (event.place() == null ? "" : " in " + event.place().name())
                        + (event.description() == null ? "" : " = " + event.description()))
                .toList();
    }

    private String name(@Nullable String xref) {
        if (xref == null) {
            return "nobody";
        }
        GedcomPerson person = people.get(xref);
        return person == null || person.names().isEmpty()
                ? "unnamed"
                : person.names().getFirst().full();
    }

    private void bothEndsSayTheSame() {
        SortedSet<String> ofFamilies = new TreeSet<>();
        SortedSet<String> ofPeople = new TreeSet<>();
        for (GedcomFamily family : families) {
            family.children().forEach(child -> ofFamilies.add(child + " in " + family.xref()));
            for (String partner : new String[] {family.husband(), family.wife()}) {
                if (partner != null) {
                    ofFamilies.add(partner + " of " + family.xref());
                }
            }
        }
        people.values().forEach(person -> {
            person.families().forEach(link -> ofPeople.add(person.xref() + " in " + link.family()));
            person.spouseIn().forEach(family -> ofPeople.add(person.xref() + " of " + family));
        });
        assertThat(ofPeople).isEqualTo(ofFamilies);
    }
}
