package dev.fabula.query.legacy;

import dev.fabula.contracts.command.CommandRefusedException;
import dev.fabula.contracts.command.CommandRefusedException.Kind;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.RelationshipKind;
import dev.fabula.contracts.legacy.Sex;
import dev.fabula.query.gedcom.Family;
import dev.fabula.query.gedcom.FamilyAssembly;
import dev.fabula.query.gedcom.RecordName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a file, by number, and in which families. Of each person their id, their name in the file, sex and year are in
 * memory, some 350 bytes, and 100 for each of their families; what is told of them is not.
 */
final class PeopleRoll {

    /** As many as a file may have that is to be imported again. */
    static final int MOST_PEOPLE = 500_000;

    private static final int MOST_MERGES = 8;

    /** A family with what it is called. */
    record Named(Family family, RecordName name) {}

    static final class Listed {
        private final int number;
        private final Sex sex;
        private final int bornBy;
        private final boolean hidden;
        private final RecordName name = new RecordName();
        private final List<String> merged = new ArrayList<>(0);
        private final List<Named> childIn = new ArrayList<>(1);
        private final List<Named> partnerIn = new ArrayList<>(1);

        private Listed(int number, PersonRow row, boolean hidden) {
            this.number = number;
            // What is hidden must not tell on itself by a slot or a place among siblings.
            this.sex = hidden ? Sex.UNKNOWN : sex(row);
            this.bornBy = hidden || row.bornBy() == null ? Integer.MAX_VALUE : row.bornBy();
            this.hidden = hidden;
        }

        int number() {
            return number;
        }

        RecordName name() {
            return name;
        }

        boolean hidden() {
            return hidden;
        }

        /** Those who were merged into them, at whatever remove. */
        List<String> merged() {
            return merged;
        }

        List<Named> childIn() {
            return childIn;
        }

        List<Named> partnerIn() {
            return partnerIn;
        }

        Pedigree pedigreeIn(Family family) {
            return family.children().stream()
                    .filter(child -> child.person() == number)
                    .map(Family.Child::pedigree)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final List<Listed> people = new ArrayList<>();
    private final Map<String, Listed> byId = new HashMap<>();
    private final Map<String, String> mergedInto = new HashMap<>();
    private final FamilyAssembly families = new FamilyAssembly();

    static Sex sex(PersonRow row) {
        return Sex.valueOf(row.sex().toUpperCase(Locale.ROOT));
    }

    /** @throws CommandRefusedException beyond {@link #MOST_PEOPLE} */
    Listed add(PersonRow row, boolean hidden) {
        if (people.size() == MOST_PEOPLE) {
            throw new CommandRefusedException(
                    Kind.CONFLICT,
                    "export-too-large",
                    "A legacy of more than " + MOST_PEOPLE + " people cannot be exported in one file.",
                    Map.of("most", MOST_PEOPLE));
        }
        Listed listed = new Listed(people.size(), row, hidden);
        people.add(listed);
        byId.put(row.person(), listed);
        return listed;
    }

    void merged(String person, @Nullable String into) {
        if (into != null) {
            mergedInto.put(person, into);
        }
    }

    /** Once all are there: whoever was merged is told of with the one that they are told of as. */
    void join() {
        mergedInto.keySet().forEach(person -> {
            Listed now = find(person);
            if (now != null) {
                now.merged.add(person);
            }
        });
        people.forEach(each -> each.merged.sort(null));
    }

    /** Whom somebody is told of as; nothing where they are not in the file. */
    @Nullable
    Listed find(String person) {
        String now = person;
        for (int merges = 0; merges < MOST_MERGES; merges++) {
            Listed listed = byId.get(now);
            String into = mergedInto.get(now);
            if (listed != null || into == null) {
                return listed;
            }
            now = into;
        }
        return null;
    }

    Listed required(String person) {
        Listed listed = byId.get(person);
        if (listed == null) {
            throw new IllegalStateException("a person is read who was not listed: " + person);
        }
        return listed;
    }

    /** By whom they are told of, under the id that they have now. */
    Map<Listed, List<ExportQueries.Joined>> associations(List<ExportQueries.Joined> some) {
        Map<Listed, List<ExportQueries.Joined>> by = new HashMap<>();
        for (ExportQueries.Joined each : some) {
            Listed from = find(each.from());
            if (from != null) {
                by.computeIfAbsent(from, _ -> new ArrayList<>()).add(each);
            }
        }
        return by;
    }

    Listed at(int number) {
        return people.get(number);
    }

    List<Listed> all() {
        return people;
    }

    /** Whoever is joined to somebody who is not there, is joined to nobody. */
    void join(ExportQueries.Joined joined) {
        Listed from = find(joined.from());
        Listed to = joined.to() == null ? null : find(joined.to());
        if (from == null || (joined.to() != null && to == null)) {
            return;
        }
        if (joined.kind() == RelationshipKind.PARENT_CHILD && to != null) {
            families.parent(
                    from.number,
                    to.number,
                    joined.pedigree() == null
                            ? null
                            : Pedigree.valueOf(joined.pedigree().toUpperCase(Locale.ROOT)),
                    joined.family(),
                    joined.place());
        } else if (joined.kind() == RelationshipKind.PARTNER) {
            boolean slotTells = from.hidden || (to != null && to.hidden);
            families.partners(
                    joined.relationship(),
                    from.number,
                    to == null ? Family.NOBODY : to.number,
                    joined.family(),
                    slotTells ? null : joined.place());
        }
    }

    List<Family> families() {
        return families.assemble(number -> at(number).sex, number -> at(number).bornBy);
    }

    /** Those of the partners and children who are there. */
    List<Listed> members(Family family) {
        List<Listed> members = new ArrayList<>();
        for (int partner : List.of(family.husband(), family.wife())) {
            if (partner != Family.NOBODY) {
                members.add(at(partner));
            }
        }
        family.children().forEach(child -> members.add(at(child.person())));
        return members;
    }

    /** Tells everybody in a family of it. */
    void enter(Named named) {
        for (int partner : List.of(named.family().husband(), named.family().wife())) {
            if (partner != Family.NOBODY) {
                at(partner).partnerIn.add(named);
            }
        }
        named.family().children().forEach(child -> at(child.person()).childIn.add(named));
    }
}
