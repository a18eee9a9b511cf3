package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.gedcom.GedcomLines;
import dev.fabula.gedcom.GedcomStructure;
import dev.fabula.gedcom.legacy.FamilyRecord;
import dev.fabula.query.gedcom.BareEvents;
import dev.fabula.query.gedcom.Family;
import dev.fabula.query.gedcom.RecordName;
import dev.fabula.query.gedcom.RecordNames;
import dev.fabula.query.legacy.ExportQueries.Joined;
import dev.fabula.query.legacy.ExportQueries.Kept;
import dev.fabula.query.legacy.PeopleRoll.Listed;
import dev.fabula.query.legacy.PeopleRoll.Named;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The families of a file for insiders: those of relationships, and those that only a file tells of. */
final class KeptFamilies {

    private static final Set<String> MEMBERS = Set.of("HUSB", "WIFE", "CHIL");

    private final PeopleRoll roll;
    private final RecordNames names;
    private final List<Named> families = new ArrayList<>();
    /** What files tell of, by id; then what it is called in this file, if it is in it. */
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private final Map<String, RecordName> nameOf = new HashMap<>();

    KeptFamilies(PeopleRoll roll, RecordNames names) {
        this.roll = roll;
        this.names = names;
    }

    void note(Kept family) {
        kept.put(family.record(), family);
    }

    List<Named> all() {
        return families;
    }

    /** @param lines reads records of a file */
    void assemble(Function<Collection<String>, List<Kept>> lines) {
        for (Family family : roll.families()) {
            add(family);
        }
        List<String> alone = new ArrayList<>(kept.keySet());
        alone.removeAll(nameOf.keySet());
        Map<RecordName, Listed> children = new HashMap<>();
        if (!alone.isEmpty()) {
            roll.all().forEach(each -> children.put(each.name(), each));
        }
        for (List<String> page : ExportQueries.pages(alone)) {
            lines.apply(page).forEach(each -> alone(each, children));
        }
    }

    /** The first family of an id is the one that its file told of; whatever is split off is another. */
    private void add(Family family) {
        RecordName name = new RecordName();
        Named named = new Named(family, name);
        Kept ofFile = family.id() == null ? null : kept.get(family.id());
        if (ofFile != null && nameOf.putIfAbsent(ofFile.record(), name) == null && ofFile.xref() != null) {
            names.add(name, ofFile.tree(), ofFile.xref());
        }
        families.add(named);
        roll.enter(named);
    }

    /** A family without partners, or that lost them, in which a file has at least something to say. */
    private void alone(Kept family, Map<RecordName, Listed> byName) {
        if (family.lines().isEmpty()) {
            return;
        }
        List<Family.Child> children = new ArrayList<>();
        Set<Integer> once = new HashSet<>();
        for (GedcomStructure each : GedcomLines.read(family.lines())) {
            RecordName child = each.is("CHIL") && each.pointer() && each.value() != null
                    ? names.find(List.of(family.tree()), each.value())
                    : null;
            Listed listed = child == null ? null : byName.get(child);
            if (listed != null && once.add(listed.number())) {
                children.add(new Family.Child(listed.number(), Pedigree.BIRTH));
            }
        }
        add(new Family(family.record(), Family.NOBODY, Family.NOBODY, children, List.of()));
    }

    /** Whether it is the one that a file told of under its id. */
    boolean isKept(Named family) {
        return family.family().id() != null && nameOf.get(family.family().id()) == family.name();
    }

    /** Whether a family goes by the id of the one that a file told of by that name. */
    boolean isSplitFrom(Named family, RecordName ofFile) {
        return family.family().id() != null && nameOf.get(family.family().id()) == ofFile;
    }

    /** @param couples what is told of the two */
    GedcomStructure record(Named named, List<Joined> couples, @Nullable Kept lines) {
        Family family = named.family();
        List<String> trees = trees(family, lines);
        String husband = xref(family.husband());
        String wife = xref(family.wife());
        List<String> children = family.children().stream()
                .map(child -> roll.at(child.person()).name().required())
                .toList();
        Set<String> members = new HashSet<>(children);
        if (husband != null) {
            members.add(husband);
        }
        if (wife != null) {
            members.add(wife);
        }
        List<LifeFact> facts = new ArrayList<>();
        List<GedcomStructure> rest = new ArrayList<>();
        for (Joined each : couples) {
            each.facts().forEach(fact -> facts.add(PersonTelling.led(fact, names, trees)));
            rest.addAll(names.lead(GedcomLines.read(each.more()), trees));
        }
        if (lines != null) {
            boolean alone = husband == null && wife == null;
            for (GedcomStructure each : names.lead(GedcomLines.read(lines.lines()), trees)) {
                if (!isTold(each, members, alone)) {
                    rest.add(each);
                }
            }
        }
        return FamilyRecord.structure(
                named.name().required(),
                husband,
                wife,
                children,
                trees.isEmpty() ? BareEvents.told(facts) : facts,
                rest);
    }

    /** Whether somebody's place in the family is told of otherwise, or was told of and is not any more. */
    private static boolean isTold(GedcomStructure line, Set<String> members, boolean alone) {
        if (!MEMBERS.contains(line.tag())
                || !line.pointer()
                || GedcomStructure.VOID.equals(line.value())
                || line.value() == null) {
            return false;
        }
        boolean member = members.contains(line.value());
        return line.children().isEmpty() ? alone && member : !member;
    }

    private @Nullable String xref(int person) {
        return person == Family.NOBODY ? null : roll.at(person).name().required();
    }

    /** What pointers of the family mean: as in its own file. Who tells of a family by hand points to nothing. */
    private List<String> trees(Family family, @Nullable Kept lines) {
        Kept ofFile = lines != null || family.id() == null ? lines : kept.get(family.id());
        return ofFile == null ? List.of() : List.of(ofFile.tree());
    }
}
