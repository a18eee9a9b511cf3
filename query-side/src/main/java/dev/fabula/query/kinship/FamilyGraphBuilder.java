package dev.fabula.query.kinship;

import dev.fabula.query.kinship.FamilyGraph.Association;
import dev.fabula.query.kinship.FamilyGraph.Ignored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Collects a family. People and links may come in any order; for one thread and one graph. */
public final class FamilyGraphBuilder {

    public static final int LONGEST_ROLE = 100;

    private record Link(String one, String other, Pedigree pedigree) {}

    private record Pair(String one, String other, Bond bond) {}

    private record Role(String of, String who, String role) {}

    final Map<String, Integer> numbers = new HashMap<>();
    final List<String> ids = new ArrayList<>();
    final List<Sex> sexes = new ArrayList<>();
    final Map<Long, Pedigree> pedigrees = new HashMap<>();
    final Map<Long, Bond> bonds = new HashMap<>();
    final Set<Association> associations = new LinkedHashSet<>();

    private final List<Link> links = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<Ignored> ignored = new ArrayList<>();

    FamilyGraphBuilder() {}

    /**
     * @param id of a person; where it comes again, the first sex that is known counts
     * @throws IllegalArgumentException beyond {@link FamilyGraph#MOST_PEOPLE}
     */
    public FamilyGraphBuilder person(String id, Sex sex) {
        Integer known = numbers.get(id);
        if (known != null) {
            if (sexes.get(known) == Sex.UNKNOWN) {
                sexes.set(known, sex);
            }
            return this;
        }
        if (ids.size() == FamilyGraph.MOST_PEOPLE) {
            throw new IllegalArgumentException("more than " + FamilyGraph.MOST_PEOPLE + " people in a family graph");
        }
        numbers.put(id, ids.size());
        ids.add(id);
        sexes.add(sex);
        return this;
    }

    /** @throws IllegalArgumentException beyond {@link FamilyGraph#MOST_LINKS} */
    public FamilyGraphBuilder parent(String child, String parent, Pedigree pedigree) {
        count();
        links.add(new Link(child, parent, pedigree));
        return this;
    }

    /**
     * @param married else partners
     * @param ended while both lived, as by divorce or separation; not by a death
     * @throws IllegalArgumentException beyond {@link FamilyGraph#MOST_LINKS}
     */
    public FamilyGraphBuilder partners(String one, String other, boolean married, boolean ended) {
        count();
        pairs.add(new Pair(one, other, Bond.of(married, ended)));
        return this;
    }

    /**
     * That {@code who} is the {@code role} of {@code of}: as ASSO with ROLE in the record of {@code of} says in GEDCOM.
     *
     * @param role GODP, WITN and so on, or free text
     * @throws IllegalArgumentException for a role that is blank or longer than {@link #LONGEST_ROLE} characters, and
     *     beyond {@link FamilyGraph#MOST_LINKS}
     */
    public FamilyGraphBuilder association(String of, String who, String role) {
        if (role.isBlank() || role.length() > LONGEST_ROLE) {
            throw new IllegalArgumentException("a role has 1 to " + LONGEST_ROLE + " characters, not " + role.length()
                    + " (association of " + of + " with " + who + ")");
        }
        count();
        roles.add(new Role(of, who, role.strip()));
        return this;
    }

    public FamilyGraph build() {
        ignored.clear();
        pedigrees.clear();
        bonds.clear();
        associations.clear();
        Map<Integer, Integer> parents = new HashMap<>();
        for (Link link : links) {
            if (means(link.one, link.other)) {
                int child = number(link.one);
                long pair = Adjacency.pair(child, number(link.other));
                if (!pedigrees.containsKey(pair) && parents.merge(child, 1, Integer::sum) > FamilyGraph.MOST_PARENTS) {
                    ignore(Ignored.Reason.TOO_MANY_PARENTS, link.one, link.other);
                } else {
                    pedigrees.merge(pair, link.pedigree, FamilyGraphBuilder::first);
                }
            }
        }
        for (Pair pair : pairs) {
            if (means(pair.one, pair.other)) {
                int one = number(pair.one);
                int other = number(pair.other);
                bonds.merge(
                        Adjacency.pair(Math.min(one, other), Math.max(one, other)),
                        pair.bond,
                        FamilyGraphBuilder::first);
            }
        }
        for (Role role : roles) {
            if (means(role.of, role.who)) {
                associations.add(new Association(number(role.of), number(role.who), role.role));
            }
        }
        return new FamilyGraph(this, ignored);
    }

    private boolean means(String one, String other) {
        if (one.equals(other)) {
            return ignore(Ignored.Reason.SAME_PERSON, one, other);
        }
        return (numbers.containsKey(one) && numbers.containsKey(other)) || ignore(Ignored.Reason.NOBODY, one, other);
    }

    private boolean ignore(Ignored.Reason reason, String one, String other) {
        if (ignored.size() < FamilyGraph.MOST_IGNORED_LISTED) {
            ignored.add(new Ignored(reason, one, other));
        }
        return false;
    }

    private int number(String id) {
        return Objects.requireNonNull(numbers.get(id));
    }

    private static <T extends Enum<T>> T first(T one, T other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void count() {
        if (links.size() + pairs.size() + roles.size() == FamilyGraph.MOST_LINKS) {
            throw new IllegalArgumentException("more than " + FamilyGraph.MOST_LINKS + " links in a family graph");
        }
    }
}
