package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.contracts.legacy.Sex;
import dev.fabula.gedcom.GedcomLines;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.legacy.Associations;
import dev.fabula.gedcom.legacy.Pedigrees;
import dev.fabula.gedcom.legacy.PersonRecord;
import dev.fabula.query.gedcom.BareEvents;
import dev.fabula.query.gedcom.RecordName;
import dev.fabula.query.gedcom.RecordNames;
import dev.fabula.query.legacy.ExportQueries.Joined;
import dev.fabula.query.legacy.PeopleRoll.Listed;
import dev.fabula.query.legacy.PeopleRoll.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is told of a person and of those who were merged into them, as one record. */
final class PersonTelling {

    /** What a record has once: of whom others were merged into, their own. */
    private static final Set<String> ONCE = Set.of("RESN", "SEX", "CHAN", "CREA");

    private final PeopleRoll roll;
    private final RecordNames names;
    private final KeptFamilies families;
    private final ExportedPerson person;
    private final List<ExportedPerson> merged;
    /** Names and facts came with their pointers, which mean what they meant where they came from. */
    private final Map<String, List<String>> treesOf = new HashMap<>();

    PersonTelling(
            PeopleRoll roll,
            RecordNames names,
            KeptFamilies families,
            ExportedPerson person,
            List<ExportedPerson> merged) {
        this.roll = roll;
        this.names = names;
        this.families = families;
        this.person = person;
        this.merged = merged;
        for (ExportedPerson each : merged) {
            each.row().names().forEach(name -> treesOf.put(name.id(), each.trees()));
            each.row().facts().forEach(fact -> treesOf.put(fact.id(), each.trees()));
        }
    }

    GedcomStructure record(Listed listed, List<Joined> associations) {
        List<String> trees = person.trees();
        List<String> notes = new ArrayList<>(person.row().notes());
        List<GedcomStructure> more = more(listed, person);
        Set<String> once = new HashSet<>();
        more.forEach(each -> once.add(each.tag()));
        once.retainAll(ONCE);
        if (PeopleRoll.sex(person.row()) != Sex.UNKNOWN) {
            once.add("SEX");
        }
        for (ExportedPerson each : merged) {
            notes.addAll(each.row().notes());
            for (GedcomStructure structure : more(listed, each)) {
                if (!ONCE.contains(structure.tag()) || once.add(structure.tag())) {
                    more.add(structure);
                }
            }
        }
        return PersonRecord.structure(
                listed.name().required(),
                PeopleRoll.sex(person.row()),
                person.row().names().stream()
                        .map(name -> led(name, names, treesOf.getOrDefault(name.id(), trees)))
                        .toList(),
                facts(trees),
                links(listed, associations),
                notes,
                more);
    }

    /** What a file tells is told as it did. */
    private List<LifeFact> facts(List<String> trees) {
        List<LifeFact> facts = person.row().facts().stream()
                .map(fact -> led(fact, names, treesOf.getOrDefault(fact.id(), trees)))
                .toList();
        return trees.isEmpty() && merged.isEmpty() ? BareEvents.told(facts) : facts;
    }

    private List<GedcomStructure> links(Listed listed, List<Joined> associations) {
        List<GedcomStructure> links = new ArrayList<>();
        for (Named each : listed.childIn()) {
            links.add(Pedigrees.link(each.name().required(), listed.pedigreeIn(each.family())));
        }
        for (Named each : listed.partnerIn()) {
            links.add(GedcomStructure.link("FAMS", each.name().required()));
        }
        for (Joined each : associations) {
            Listed to = each.to() == null ? null : roll.find(each.to());
            if (to != null && to != listed) {
                links.add(Associations.link(
                        to.name().required(), each.role(), names.lead(GedcomLines.read(each.more()), treesFrom(each))));
            }
        }
        return links;
    }

    private List<String> treesFrom(Joined joined) {
        for (ExportedPerson each : merged) {
            if (each.row().person().equals(joined.from())) {
                return each.trees();
            }
        }
        return person.trees();
    }

    /** What only files said, its pointers led to what is called so now. */
    private List<GedcomStructure> more(Listed listed, ExportedPerson of) {
        List<GedcomStructure> more = new ArrayList<>();
        for (GedcomStructure each : GedcomLines.read(of.more())) {
            GedcomStructure led = names.lead(List.of(each), of.trees()).getFirst();
            RecordName family = each.is("FAMC") && each.pointer() && each.value() != null
                    ? names.find(of.trees(), each.value())
                    : null;
            if (family == null) {
                more.add(led);
                continue;
            }
            // It may be another one of that family now; who is no child in any of them any more, is not told of as one.
            Named now = childIn(listed, family);
            // The link itself is told already, so it is kept for what stands below it.
            if (now != null && !led.children().isEmpty()) {
                more.add(GedcomStructure.link(
                        "FAMC", now.name().required(), led.children().toArray(GedcomStructure[]::new)));
            }
        }
        return more;
    }

    private @Nullable Named childIn(Listed listed, RecordName family) {
        for (Named each : listed.childIn()) {
            if (each.name() == family || families.isSplitFrom(each, family)) {
                return each;
            }
        }
        return null;
    }

    static LifeFact led(LifeFact fact, RecordNames names, List<String> trees) {
        return new LifeFact(
                fact.id(),
                fact.kind(),
                fact.value(),
                fact.date(),
                fact.place(),
                fact.type(),
                fact.note(),
                led(fact.more(), names, trees));
    }

    private static PersonName led(PersonName name, RecordNames names, List<String> trees) {
        return new PersonName(
                name.id(),
                name.full(),
                name.type(),
                name.prefix(),
                name.given(),
                name.nickname(),
                name.surnamePrefix(),
                name.surname(),
                name.suffix(),
                led(name.more(), names, trees));
    }

    private static List<String> led(List<String> lines, RecordNames names, List<String> trees) {
        return lines.isEmpty() ? lines : GedcomLines.of(names.lead(GedcomLines.read(lines), trees));
    }
}
