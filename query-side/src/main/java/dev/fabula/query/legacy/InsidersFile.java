package dev.fabula.query.legacy;

import dev.fabula.gedcom.GedcomLines;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.GedcomVersion;
import dev.fabula.gedcom.GedcomWriter;
import dev.fabula.query.gedcom.RecordName;
import dev.fabula.query.gedcom.RecordNames;
import dev.fabula.query.legacy.ExportQueries.Joined;
import dev.fabula.query.legacy.ExportQueries.Kept;
import dev.fabula.query.legacy.ExportQueries.Scope;
import dev.fabula.query.legacy.ExportedPerson.InFile;
import dev.fabula.query.legacy.PeopleRoll.Listed;
import dev.fabula.query.legacy.PeopleRoll.Named;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a legacy tells of its people, and whatever files said that nobody else keeps. Records are called what
 * their files called them, where they can be, and pointers lead to what is called so now. Of a record that is kept its id
 * and name are in memory, some 300 bytes.
 */
final class InsidersFile implements ExportFile {

    private static final String HEAD = "HEAD";
    private static final String FAMILY = "FAM";

    private final ExportQueries queries;
    private final Scope scope;
    private final String title;
    private final GedcomVersion version;

    private final PeopleRoll roll = new PeopleRoll();
    private final RecordNames names = new RecordNames();
    private final KeptFamilies families = new KeptFamilies(roll, names);
    private final List<Kept> heads = new ArrayList<>();
    private final List<Other> others = new ArrayList<>();

    /** A record that is nobody's, and whether anything can point to it. */
    private record Other(String record, RecordName name, String tag, boolean named) {}

    InsidersFile(ExportQueries queries, Scope scope, String title, GedcomVersion version) {
        this.queries = queries;
        this.scope = scope;
        this.title = title;
        this.version = version;
    }

    @Override
    public void prepare() throws IOException {
        queries.people(scope, page -> page.forEach(each -> name(roll.add(each.row(), false), each.sources())));
        Map<String, List<String>> merged = new HashMap<>();
        queries.merged(
                scope,
                page -> page.forEach(each -> {
                    roll.merged(each.row().person(), each.row().mergedInto());
                    merged.put(each.row().person(), each.sources());
                }));
        roll.join();
        roll.all().forEach(each -> each.merged().forEach(person -> name(each, merged.getOrDefault(person, List.of()))));
        queries.records(scope, page -> page.forEach(this::note));
        queries.families(scope, page -> page.forEach(roll::join));
        families.assemble(some -> queries.records(scope, some));
        names.keepNames();
        roll.all().forEach(each -> names.name(each.name(), 'I'));
        families.all().forEach(each -> names.name(each.name(), 'F'));
        others.stream().filter(Other::named).forEach(each -> names.name(each.name(), letter(each.tag())));
    }

    private void name(Listed listed, List<String> sources) {
        for (InFile each : ExportedPerson.inFiles(sources)) {
            names.add(listed.name(), each.tree(), each.xref());
        }
    }

    private void note(Kept kept) {
        if (kept.tag().equals(HEAD)) {
            heads.add(kept);
        } else if (kept.tag().equals(FAMILY)) {
            families.note(kept);
        } else {
            Other other = new Other(kept.record(), new RecordName(), kept.tag(), kept.xref() != null);
            others.add(other);
            if (kept.xref() != null) {
                names.add(other.name(), kept.tree(), kept.xref());
            }
        }
    }

    /** By custom. */
    private static char letter(String tag) {
        return switch (tag) {
            case "SOUR" -> 'S';
            case "REPO" -> 'R';
            case "OBJE" -> 'O';
            case "SNOTE" -> 'N';
            case "SUBM" -> 'U';
            default -> 'X';
        };
    }

    @Override
    public void write(GedcomWriter out) throws IOException {
        GedcomStructure head = head();
        GedcomStructure submitter = FileHead.submitter(head, version, title, names);
        out.write(FileHead.submittedBy(head, submitter));
        if (submitter != null) {
            out.write(submitter);
        }
        queries.people(scope, page -> people(page, out));
        for (List<Named> page : ExportQueries.pages(families.all())) {
            families(page, out);
        }
        for (List<Other> page : ExportQueries.pages(others)) {
            others(page, out);
        }
    }

    /** The one of the main tree, or of any other, goes on. */
    private GedcomStructure head() {
        List<GedcomStructure> told = new ArrayList<>();
        for (Kept each : queries.records(scope, heads.stream().map(Kept::record).toList())) {
            GedcomStructure head = structure(each, null);
            if (each.tree().equals(RecordNames.MAIN_TREE)) {
                told.addFirst(head);
            } else {
                told.add(head);
            }
        }
        return told.isEmpty() ? FileHead.plain() : FileHead.of(told.getFirst(), told);
    }

    private void people(List<ExportedPerson> page, GedcomWriter out) throws IOException {
        List<String> merged = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (ExportedPerson each : page) {
            ids.add(each.row().person());
            merged.addAll(roll.required(each.row().person()).merged());
        }
        ids.addAll(merged);
        Map<String, ExportedPerson> mergedRows = new HashMap<>();
        queries.people(scope, merged).forEach(each -> mergedRows.put(each.row().person(), each));
        Map<Listed, List<Joined>> associations = roll.associations(queries.associations(scope, ids));
        for (ExportedPerson each : page) {
            Listed listed = roll.required(each.row().person());
            List<ExportedPerson> those = new ArrayList<>();
            for (String person : listed.merged()) {
                ExportedPerson row = mergedRows.get(person);
                if (row != null) {
                    those.add(row);
                }
            }
            PersonTelling telling = new PersonTelling(roll, names, families, each, those);
            List<Joined> theirs = associations.getOrDefault(listed, List.of());
            ExportFile.write(out, "person " + each.row().person(), () -> telling.record(listed, theirs));
        }
    }

    private void families(List<Named> page, GedcomWriter out) throws IOException {
        List<String> couples = new ArrayList<>();
        List<String> records = new ArrayList<>();
        for (Named each : page) {
            couples.addAll(each.family().couples());
            if (families.isKept(each) && each.family().id() != null) {
                records.add(each.family().id());
            }
        }
        Map<String, Joined> told = new HashMap<>();
        queries.relationships(scope, couples).forEach(each -> told.put(each.relationship(), each));
        Map<String, Kept> lines = new HashMap<>();
        queries.records(scope, records).forEach(each -> lines.put(each.record(), each));
        for (Named each : page) {
            List<Joined> theirs = new ArrayList<>();
            for (String couple : each.family().couples()) {
                Joined joined = told.get(couple);
                if (joined != null) {
                    theirs.add(joined);
                }
            }
            String id = String.valueOf(each.family().id());
            Kept ofFile = families.isKept(each) ? lines.get(id) : null;
            ExportFile.write(out, "family " + id, () -> families.record(each, theirs, ofFile));
        }
    }

    private void others(List<Other> page, GedcomWriter out) throws IOException {
        Map<String, Kept> lines = new HashMap<>();
        queries.records(scope, page.stream().map(Other::record).toList())
                .forEach(each -> lines.put(each.record(), each));
        for (Other each : page) {
            Kept kept = lines.get(each.record());
            if (kept != null) {
                RecordName name = each.named() ? each.name() : null;
                ExportFile.write(out, "record " + each.record(), () -> structure(kept, name));
            }
        }
    }

    private GedcomStructure structure(Kept kept, @Nullable RecordName name) {
        GedcomStructure record = GedcomLines.record(kept.tag(), name == null ? null : name.required(), kept.lines());
        return record.withChildren(names.lead(record.children(), List.of(kept.tree())));
    }
}
