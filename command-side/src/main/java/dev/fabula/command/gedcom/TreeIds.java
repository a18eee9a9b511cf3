package dev.fabula.command.gedcom;

import dev.fabula.command.StreamIds;
import dev.fabula.command.gedcom.TreeOutline.Family;
import dev.fabula.command.gedcom.TreeOutline.Person;
import dev.fabula.contracts.legacy.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who of a file is who of the legacy: found again by a unique identifier (UID), else by the user's own number (REFN), else
 * by the name of the record in an earlier file of the same tree. Who is new gets an id made from the same, so that an
 * import that is begun anew after a kill tells of the same people.
 */
final class TreeIds {

    /** So many must be known by the names of their records alone before their own names are compared. */
    private static final int FEW = 2;

    private final ImportJob job;
    private final IdentityHashMap<Person, PersonId> people = new IdentityHashMap<>();
    private final IdentityHashMap<Family, String> families = new IdentityHashMap<>();
    private int byRecordName;
    private int ofThoseSameName;

    /** What earlier files have told: people by their sources, and their names. */
    static final class Known {
        private final Map<String, String> bySource = new HashMap<>();
        private final Map<String, Integer> nameHashes = new HashMap<>();

        void add(ImportViews.KnownPerson person) {
            person.sources().forEach(source -> bySource.putIfAbsent(source, person.person()));
            nameHashes.put(person.person(), TreeOutline.nameHash(person.name()));
        }

        boolean isNobody() {
            return nameHashes.isEmpty();
        }
    }

    TreeIds(ImportJob job, TreeOutline outline, Known known) {
        this.job = job;
        Set<String> taken = new HashSet<>();
        for (Person person : outline.people()) {
            people.put(person, new PersonId(id(person, known, taken)));
        }
        Set<String> takenFamilies = new HashSet<>();
        for (Family family : outline.families()) {
            List<String> keys = keys(family.sources(), family.xref(), family.line());
            families.put(family, fresh("GedcomRecord", "FAM\0", keys, takenFamilies));
        }
    }

    private String id(Person person, Known known, Set<String> taken) {
        List<String> sources = sources(person);
        for (String source : sources) {
            String found = known.bySource.get(source);
            if (found != null && taken.add(found)) {
                if (source.startsWith("xref:")) {
                    byRecordName++;
                    ofThoseSameName += Integer.valueOf(person.nameHash()).equals(known.nameHashes.get(found)) ? 1 : 0;
                }
                return found;
            }
        }
        return fresh("Person", "", keys(person.sources(), person.xref(), person.line()), taken);
    }

    private String fresh(String aggregate, String kind, List<String> keys, Set<String> taken) {
        for (String key : keys) {
            String id = StreamIds.of(job.tenant(), aggregate, job.legacy() + "\0" + kind + key);
            if (taken.add(id)) {
                return id;
            }
        }
        throw new IllegalStateException("two records of one file begin in one line");
    }

    private List<String> keys(List<String> sources, @Nullable String xref, int line) {
        List<String> keys = new ArrayList<>(scoped(sources, xref));
        keys.add("line:" + job.tree() + '/' + line);
        return keys;
    }

    /** By what a newer file finds the person again, the best first: a UID is one anywhere, the others are within the tree. */
    List<String> sources(Person person) {
        return scoped(person.sources(), person.xref());
    }

    private List<String> scoped(List<String> sources, @Nullable String xref) {
        List<String> all = new ArrayList<>();
        for (String source : sources) {
            all.add(source.startsWith("refn:") ? "refn:" + job.tree() + '/' + source.substring(5) : source);
        }
        if (xref != null) {
            all.add("xref:" + job.tree() + '/' + xref.substring(1, xref.length() - 1));
        }
        return List.copyOf(all);
    }

    PersonId of(Person person) {
        PersonId id = people.get(person);
        if (id == null) {
            throw new IllegalArgumentException("nobody of this file");
        }
        return id;
    }

    /** What the relationships of a family name it by. */
    String of(Family family) {
        String id = families.get(family);
        if (id == null) {
            throw new IllegalArgumentException("no family of this file");
        }
        return id;
    }

    Set<String> people() {
        Set<String> ids = new HashSet<>();
        people.values().forEach(id -> ids.add(id.value()));
        return ids;
    }

    /** Says so where most of those who are known by the names of their records have other names themselves. */
    @Nullable
    String otherTree() {
        if (byRecordName < FEW || ofThoseSameName * 2 >= byRecordName) {
            return null;
        }
        return "of " + byRecordName + " people whose records have the names of records in an earlier file, "
                + (byRecordName - ofThoseSameName) + " have other names than there: this looks like another tree. Give"
                + " it a name of its own (tree), or import it into another legacy";
    }
}
