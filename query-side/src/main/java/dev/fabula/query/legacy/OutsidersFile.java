package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.PersonName;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomVersion;
import dev.fabula.gedcom.GedcomWriter;
import dev.fabula.gedcom.legacy.Associations;
import dev.fabula.gedcom.legacy.FamilyRecord;
import dev.fabula.gedcom.legacy.Pedigrees;
import dev.fabula.gedcom.legacy.PersonRecord;
import dev.fabula.query.gedcom.BareEvents;
import dev.fabula.query.gedcom.Family;
import dev.fabula.query.gedcom.RecordName;
import dev.fabula.query.gedcom.RecordNames;
import dev.fabula.query.legacy.ExportQueries.Joined;
import dev.fabula.query.legacy.ExportQueries.Scope;
import dev.fabula.query.legacy.PeopleRoll.Listed;
import dev.fabula.query.legacy.PeopleRoll.Named;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A legacy as the pages of its people show it to an outsider, and nothing more: what only files said is left out, because
 * nobody knows whom it names. A living person who has not consented is "Living", in each family anew, so that nothing tells
 * that somebody's child and somebody's partner are the same one. Records are called by new names, which say nothing of the
 * files that they came with.
 */
final class OutsidersFile implements ExportFile {

    private final ExportQueries queries;
    private final Function<Collection<PersonRow>, Set<String>> hidden;
    private final Scope scope;
    private final String title;
    private final GedcomVersion version;

    private final PeopleRoll roll = new PeopleRoll();
    private final RecordNames names = new RecordNames();
    private final List<Named> families = new ArrayList<>();

    /** @param hidden whom of some people outsiders are not to see */
    OutsidersFile(
            ExportQueries queries,
            Function<Collection<PersonRow>, Set<String>> hidden,
            Scope scope,
            String title,
            GedcomVersion version) {
        this.queries = queries;
        this.hidden = hidden;
        this.scope = scope;
        this.title = title;
        this.version = version;
    }

    @Override
    public void prepare() throws IOException {
        List<PersonRow> unseen = new ArrayList<>();
        queries.people(scope, page -> {
            List<PersonRow> rows = page.stream().map(ExportedPerson::row).toList();
            Set<String> living = hidden.apply(rows);
            for (PersonRow row : rows) {
                if (living.contains(row.person())) {
                    unseen.add(bare(row));
                } else {
                    names.name(roll.add(row, false).name(), 'I');
                }
            }
        });
        // Behind all others: a number among them would tell of a name.
        unseen.forEach(row -> roll.add(row, true));
        queries.merged(
                scope,
                page -> page.forEach(
                        each -> roll.merged(each.row().person(), each.row().mergedInto())));
        roll.join();
        queries.families(scope, page -> page.forEach(roll::join));
        for (Family family : roll.families()) {
            if (roll.members(family).stream().anyMatch(member -> !member.hidden())) {
                Named named = new Named(family, new RecordName());
                names.name(named.name(), 'F');
                families.add(named);
                roll.enter(named);
            }
        }
    }

    /** So much as a family needs of who is hidden. */
    private static PersonRow bare(PersonRow row) {
        return new PersonRow(
                row.person(),
                row.legacy(),
                "",
                row.sex(),
                row.living(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                row.died(),
                null,
                row.consentAsked(),
                row.consented(),
                row.changedAt(),
                row.version());
    }

    @Override
    public void write(GedcomWriter out) throws IOException {
        GedcomStructure head = FileHead.plain();
        GedcomStructure submitter = FileHead.submitter(head, version, title, names);
        out.write(FileHead.submittedBy(head, submitter));
        if (submitter != null) {
            out.write(submitter);
        }
        queries.people(scope, page -> people(page, out));
        for (List<Named> page : ExportQueries.pages(families)) {
            families(page, out);
        }
    }

    private void people(List<ExportedPerson> page, GedcomWriter out) throws IOException {
        List<String> ids = new ArrayList<>();
        List<String> merged = new ArrayList<>();
        for (ExportedPerson each : page) {
            Listed listed = roll.find(each.row().person());
            if (listed != null && !listed.hidden()) {
                ids.add(each.row().person());
                merged.addAll(listed.merged());
            }
        }
        Map<String, List<String>> notes = new HashMap<>();
        queries.people(scope, merged)
                .forEach(each -> notes.put(each.row().person(), each.row().notes()));
        ids.addAll(merged);
        Map<Listed, List<Joined>> associations = roll.associations(queries.associations(scope, ids));
        for (ExportedPerson each : page) {
            Listed listed = roll.find(each.row().person());
            if (listed != null && !listed.hidden()) {
                List<Joined> theirs = associations.getOrDefault(listed, List.of());
                ExportFile.write(out, "person " + each.row().person(), () -> person(listed, each.row(), notes, theirs));
            }
        }
    }

    private GedcomStructure person(
            Listed listed, PersonRow row, Map<String, List<String>> notesOf, List<Joined> associations) {
        List<String> notes = new ArrayList<>(row.notes());
        listed.merged().forEach(merged -> notes.addAll(notesOf.getOrDefault(merged, List.of())));
        List<GedcomStructure> links = new ArrayList<>();
        listed.childIn()
                .forEach(each -> links.add(Pedigrees.link(each.name().required(), listed.pedigreeIn(each.family()))));
        listed.partnerIn()
                .forEach(each ->
                        links.add(GedcomStructure.link("FAMS", each.name().required())));
        for (Joined each : associations) {
            Listed to = each.to() == null ? null : roll.find(each.to());
            if (to != null && !to.hidden() && to != listed) {
                links.add(Associations.link(to.name().required(), each.role(), List.of()));
            }
        }
        return PersonRecord.structure(
                listed.name().required(),
                PeopleRoll.sex(row),
                row.names().stream().map(OutsidersFile::plain).toList(),
                plain(row.facts()),
                links,
                notes,
                List.of());
    }

    private static PersonName plain(PersonName name) {
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
                List.of());
    }

    private static List<LifeFact> plain(List<LifeFact> facts) {
        return BareEvents.told(facts.stream()
                .map(fact -> new LifeFact(
                        fact.id(),
                        fact.kind(),
                        fact.value(),
                        fact.date(),
                        fact.place(),
                        fact.type(),
                        fact.note(),
                        List.of()))
                .toList());
    }

    private void families(List<Named> page, GedcomWriter out) throws IOException {
        List<String> couples = new ArrayList<>();
        page.forEach(each -> couples.addAll(each.family().couples()));
        Map<String, Joined> told = new HashMap<>();
        queries.relationships(scope, couples).forEach(each -> told.put(each.relationship(), each));
        for (Named each : page) {
            Family family = each.family();
            boolean shown = isShown(family.husband()) && isShown(family.wife());
            List<LifeFact> facts = new ArrayList<>();
            for (String couple : family.couples()) {
                Joined joined = told.get(couple);
                if (shown && joined != null) {
                    facts.addAll(plain(joined.facts()));
                }
            }
            String husband = partner(family.husband(), each, out);
            String wife = partner(family.wife(), each, out);
            List<String> children = new ArrayList<>();
            for (Family.Child child : family.children()) {
                Listed listed = roll.at(child.person());
                children.add(
                        listed.hidden()
                                ? living("FAMC", each, out)
                                : listed.name().required());
            }
            ExportFile.write(
                    out,
                    "family " + family.id(),
                    () -> FamilyRecord.structure(each.name().required(), husband, wife, children, facts, List.of()));
        }
    }

    private boolean isShown(int person) {
        return person == Family.NOBODY || !roll.at(person).hidden();
    }

    private @Nullable String partner(int person, Named family, GedcomWriter out) throws IOException {
        if (person == Family.NOBODY) {
            return null;
        }
        Listed listed = roll.at(person);
        return listed.hidden() ? living("FAMS", family, out) : listed.name().required();
    }

    /** Writes somebody who is not to be seen. */
    private String living(String as, Named family, GedcomWriter out) throws IOException {
        RecordName name = new RecordName();
        names.name(name, 'I');
        out.write(GedcomStructure.record(
                name.required(),
                "INDI",
                null,
                GedcomStructure.of("NAME", PersonView.LIVING),
                GedcomStructure.link(as, family.name().required())));
        return name.required();
    }
}
