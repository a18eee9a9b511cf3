package dev.fabula.query.kinship;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * People and what is recorded between them; never changes. Takes what people have recorded, right or wrong: cycles, more
 * than two parents, the same link twice. What cannot mean anything is left out and listed in {@link #ignored()}.
 *
 * <p>Inside, people are numbers from 0 in the order in which they were added.
 */
public final class FamilyGraph {

    public static final int MOST_PEOPLE = 50_000;
    public static final int MOST_LINKS = 250_000;
    /** Of one child, of all pedigrees together. Further ones are left out. */
    public static final int MOST_PARENTS = 20;
    /** Of links that are left out, so many are listed. */
    public static final int MOST_IGNORED_LISTED = 100;

    /** A link that was left out, and why. */
    public record Ignored(Reason reason, String one, String other) {

        public enum Reason {
            /** A link of a person with themselves. */
            SAME_PERSON,
            /** A link of someone who is not among the people. */
            NOBODY,
            /** A parent beyond {@link #MOST_PARENTS}. */
            TOO_MANY_PARENTS
        }
    }

    /** That {@code who} is the {@code role} of {@code of}. */
    record Association(int of, int who, String role) {}

    private final String[] ids;
    private final Sex[] sexes;
    private final Map<String, Integer> numbers;
    private final int[][] parents;
    private final int[][] children;
    private final int[][] partners;
    /** Beside the parents of each. */
    private final Pedigree[][] pedigrees;
    /** Beside the partners of each. */
    private final Bond[][] bonds;

    private final List<Association> associations;
    private final List<Ignored> ignored;

    FamilyGraph(FamilyGraphBuilder from, List<Ignored> ignored) {
        this.numbers = Map.copyOf(from.numbers);
        this.ids = from.ids.toArray(String[]::new);
        this.sexes = from.sexes.toArray(Sex[]::new);
        this.parents = Adjacency.of(ids.length, from.pedigrees.keySet(), false);
        this.children = Adjacency.of(ids.length, from.pedigrees.keySet(), true);
        this.partners = Adjacency.both(ids.length, from.bonds.keySet());
        this.pedigrees = new Pedigree[ids.length][];
        this.bonds = new Bond[ids.length][];
        for (int person = 0; person < ids.length; person++) {
            int self = person;
            pedigrees[person] = IntStream.of(parents[person])
                    .mapToObj(parent -> from.pedigrees.get(Adjacency.pair(self, parent)))
                    .toArray(Pedigree[]::new);
            bonds[person] = IntStream.of(partners[person])
                    .mapToObj(
                            partner -> from.bonds.get(Adjacency.pair(Math.min(self, partner), Math.max(self, partner))))
                    .toArray(Bond[]::new);
        }
        this.associations = List.copyOf(from.associations);
        this.ignored = List.copyOf(ignored);
    }

    public static FamilyGraphBuilder builder() {
        return new FamilyGraphBuilder();
    }

    public int size() {
        return ids.length;
    }

    public boolean has(String id) {
        return numbers.containsKey(id);
    }

    /** What was left out, at most {@link #MOST_IGNORED_LISTED}. */
    public List<Ignored> ignored() {
        return ignored;
    }

    /** @throws IllegalArgumentException naming the id where nobody has it */
    int number(String id) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw new IllegalArgumentException("nobody in this family has the id " + id);
        }
        return number;
    }

    String id(int person) {
        return ids[person];
    }

    Sex sex(int person) {
        return sexes[person];
    }

    int[] parents(int person) {
        return parents[person];
    }

    int[] children(int person) {
        return children[person];
    }

    int[] partners(int person) {
        return partners[person];
    }

    /** Nothing where the one is not a child of the other. */
    @Nullable
    Pedigree pedigree(int child, int parent) {
        int at = Arrays.binarySearch(parents[child], parent);
        return at < 0 ? null : pedigrees[child][at];
    }

    /** Looks through the parents, of whom there are few: searches ask this all the time. */
    boolean isChild(int child, int parent) {
        for (int each : parents[child]) {
            if (each == parent) {
                return true;
            }
        }
        return false;
    }

    /** Nothing where they are not partners. */
    @Nullable
    Bond bond(int one, int other) {
        int at = Arrays.binarySearch(partners[one], other);
        return at < 0 ? null : bonds[one][at];
    }

    List<Association> associations() {
        return associations;
    }
}
