package dev.fabula.command.gedcom;

import dev.fabula.command.StreamIds;
import dev.fabula.command.gedcom.TreeOutline.ChildLink;
import dev.fabula.command.gedcom.TreeOutline.Family;
import dev.fabula.command.gedcom.TreeOutline.Person;
import dev.fabula.command.legacy.RelationshipIds;
import dev.fabula.contracts.legacy.GedcomCommand.KeepRecord;
import dev.fabula.contracts.legacy.GedcomFinding;
import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.PersonCommand.ImportPerson;
import dev.fabula.contracts.legacy.PersonId;
import dev.fabula.contracts.legacy.RelationshipCommand.ImportRelationship;
import dev.fabula.contracts.legacy.RelationshipId;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.gedcom.GedcomLines;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.legacy.Associations;
import dev.fabula.gedcom.legacy.FamilyRecord;
import dev.fabula.gedcom.legacy.PersonRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the records of a file, which come in their order for the second time, into what is wanted of a legacy. */
final class Telling {

    private final ImportJob job;
    private final TreeOutline outline;
    private final TreeIds ids;
    private final Consumer<ImportPerson> people;
    private final Consumer<ImportRelationship> relationships;
    private final Consumer<KeepRecord> records;
    private final Consumer<GedcomFinding> findings;
    private final Set<RelationshipId> told = new HashSet<>();
    /** What families have told of their children, by child and family. */
    private final Set<String> children = new HashSet<>();

    private final Map<String, Integer> nameless = new HashMap<>();
    private int peopleSeen;
    private int familiesSeen;

    Telling(
            ImportJob job,
            TreeOutline outline,
            TreeIds ids,
            Consumer<ImportPerson> people,
            Consumer<ImportRelationship> relationships,
            Consumer<KeepRecord> records,
            Consumer<GedcomFinding> findings) {
        this.job = job;
        this.outline = outline;
        this.ids = ids;
        this.people = people;
        this.relationships = relationships;
        this.records = records;
        this.findings = findings;
    }

    /** @param record of version 7.0 */
    void tell(GedcomStructure record) {
        switch (record.tag()) {
            case "INDI" -> person(record, outline.people().get(peopleSeen++));
            case "FAM" -> family(record, outline.families().get(familiesSeen++));
            case "TRLR" -> {}
            default -> keep(recordId(record), record.tag(), record.xref(), GedcomLines.ofRecord(record));
        }
    }

    /** All that join people and were told. */
    Set<RelationshipId> told() {
        return told;
    }

    private void person(GedcomStructure record, Person person) {
        PersonId id = ids.of(person);
        List<ImportRelationship> associated = new ArrayList<>();
        Set<RelationshipId> mine = new HashSet<>();
        PersonRecord.Told says = PersonRecord.told(record, (tag, place) -> part(id.value(), tag, place), link -> {
            return switch (link.tag()) {
                case "FAMC" -> isChild(person, link);
                case "FAMS" -> isSpouse(person, link);
                case "ASSO" -> {
                    Person other = link.pointer() ? outline.person(link.value()) : null;
                    ImportRelationship association =
                            other == null || other.equals(person) ? null : association(id, other, link);
                    boolean isNew = association != null && mine.add(association.relationship());
                    if (association != null && isNew) {
                        associated.add(association);
                    }
                    yield isNew;
                }
                default -> false;
            };
        });
        people.accept(new ImportPerson(
                id,
                job.legacy(),
                says.sex(),
                says.names(),
                says.facts(),
                says.notes(),
                says.more(),
                ids.sources(person),
                job.imported()));
        associated.forEach(this::relate);
    }

    private boolean isChild(Person person, GedcomStructure link) {
        Family family = link.pointer() ? outline.family(link.value()) : null;
        return family != null && outline.isPartnered(family) && !isPartner(person, family);
    }

    private boolean isPartner(Person person, Family family) {
        return person.equals(outline.person(family.husband())) || person.equals(outline.person(family.wife()));
    }

    private boolean isSpouse(Person person, GedcomStructure link) {
        Family family = link.pointer() ? outline.family(link.value()) : null;
        if (family != null && isPartner(person, family)) {
            return true;
        }
        findings.accept(new GedcomFinding(
                link.line(), "one-sided-link", "FAMS " + link.value() + ", which does not name this person a partner"));
        return false;
    }

    private ImportRelationship association(PersonId from, Person other, GedcomStructure link) {
        Associations.Told says = Associations.told(link);
        return relationship(
                RelationshipKind.ASSOCIATION,
                from,
                ids.of(other),
                null,
                says.role(),
                null,
                null,
                List.of(),
                says.more());
    }

    private void family(GedcomStructure record, Family family) {
        String id = ids.of(family);
        FamilyRecord.Told says =
                FamilyRecord.told(record, (tag, place) -> part(id, tag, place), xref -> outline.person(xref) != null);
        keep(id, "FAM", record.xref(), GedcomLines.of(says.kept()));
        Person husband = outline.person(says.husband());
        Person wife = outline.person(says.wife());
        Person first = husband == null ? wife : husband;
        if (first != null) {
            relate(relationship(
                    RelationshipKind.PARTNER,
                    ids.of(first),
                    husband == null || wife == null ? null : ids.of(wife),
                    null,
                    null,
                    id,
                    husband == null ? 2 : 1,
                    says.facts(),
                    List.of()));
        }
        int place = 0;
        for (String xref : says.children()) {
            place++;
            Person child = outline.person(xref);
            if (child == null) {
                continue;
            }
            if (family.xref() != null) {
                children.add(child.xref() + "\0" + family.xref());
            }
            parent(husband, child, family, place);
            parent(wife, child, family, place);
        }
    }

    private void parent(@Nullable Person parent, Person child, Family family, @Nullable Integer place) {
        if (parent == null) {
            return;
        }
        Pedigree pedigree = child.links().stream()
                .filter(link -> link.family().equals(family.xref()))
                .findFirst()
                .map(ChildLink::pedigree)
                .orElse(null);
        relate(relationship(
                RelationshipKind.PARENT_CHILD,
                ids.of(parent),
                ids.of(child),
                pedigree == null ? Pedigree.BIRTH : pedigree,
                null,
                ids.of(family),
                place,
                List.of(),
                List.of()));
    }

    /** Children that say so themselves, of families that do not: told at the end, when all families have spoken. */
    void tellOneSidedChildren() {
        for (Person child : outline.people()) {
            for (ChildLink link : child.links()) {
                Family family = outline.family(link.family());
                if (family == null
                        || isPartner(child, family)
                        || children.contains(child.xref() + "\0" + link.family())) {
                    continue;
                }
                findings.accept(new GedcomFinding(
                        child.line(), "one-sided-link", "FAMC " + link.family() + ", which does not name this child"));
                parent(outline.person(family.husband()), child, family, null);
                parent(outline.person(family.wife()), child, family, null);
            }
        }
    }

    private ImportRelationship relationship(
            RelationshipKind kind,
            PersonId from,
            @Nullable PersonId to,
            @Nullable Pedigree pedigree,
            @Nullable String role,
            @Nullable String family,
            @Nullable Integer place,
            List<LifeFact> facts,
            List<String> more) {
        return new ImportRelationship(
                RelationshipIds.of(job.tenant(), job.legacy(), kind, from, to, role, family),
                job.legacy(),
                kind,
                from,
                to,
                pedigree,
                role,
                family,
                place,
                facts,
                more,
                job.imported());
    }

    private void relate(ImportRelationship relationship) {
        if (told.add(relationship.relationship())) {
            relationships.accept(relationship);
        }
    }

    private void keep(String id, String tag, @Nullable String xref, List<String> lines) {
        records.accept(new KeepRecord(id, job.legacy(), job.tree(), tag, xref, lines, job.imported()));
    }

    /** One without a name, or with the name of another, is found by which of its kind it is. */
    private String recordId(GedcomStructure record) {
        String name = record.tag() + '\0' + (record.xref() == null ? "" : record.xref());
        int which = nameless.merge(name, 1, Integer::sum);
        return StreamIds.of(
                job.tenant(),
                "GedcomRecord",
                String.join("\0", job.legacy().value(), job.tree(), name, which == 1 ? "" : Integer.toString(which)));
    }

    private String part(String owner, String tag, int place) {
        return StreamIds.of(job.tenant(), "Part", String.join("\0", owner, tag, Integer.toString(place)));
    }
}
