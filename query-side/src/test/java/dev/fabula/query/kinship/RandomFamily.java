package dev.fabula.query.kinship;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Families that chance makes up. People are numbered from 0, and their ids are those numbers. */
final class RandomFamily {

    record Link(int child, int parent, Pedigree pedigree) {}

    private static final List<Sex> SEXES = List.of(Sex.values());
    private static final List<Pedigree> PEDIGREES = List.of(Pedigree.values());
    private static final List<Pedigree> NOT_BIRTH =
            List.of(Pedigree.ADOPTED, Pedigree.FOSTER, Pedigree.STEP, Pedigree.OTHER);

    private final SplittableRandom random;
    private final int people;
    private final List<Link> links = new ArrayList<>();
    private final List<int[]> couples = new ArrayList<>();

    private RandomFamily(long seed, int people) {
        this.random = new SplittableRandom(seed);
        this.people = people;
    }

    /**
     * Parents are older than their children. Couples have several children, change their partners, marry relatives,
     * adopt, and of some children one parent alone is known.
     */
    static RandomFamily plausible(long seed, int people) {
        RandomFamily family = new RandomFamily(seed, people);
        int founders = 2 + family.random.nextInt(3);
        for (int child = founders; child < people; child++) {
            if (family.random.nextInt(10) > 0) {
                family.bear(child);
            }
            if (family.random.nextInt(6) == 0) {
                family.link(
                        child, family.random.nextInt(child), NOT_BIRTH.get(family.random.nextInt(NOT_BIRTH.size())));
            }
        }
        return family;
    }

    private void bear(int child) {
        int from = Math.max(0, child - 8);
        int[] couple = !couples.isEmpty() && random.nextInt(3) > 0
                ? couples.get(Math.max(0, couples.size() - 1 - random.nextInt(3)))
                : new int[] {random.nextInt(from, child), random.nextInt(from, child)};
        if (random.nextInt(8) == 0) {
            couple = new int[] {couple[0], random.nextInt(from, child)};
        }
        couples.add(couple);
        link(child, couple[0], Pedigree.UNKNOWN);
        if (couple[0] != couple[1] && random.nextInt(8) > 0) {
            link(child, couple[1], random.nextBoolean() ? Pedigree.BIRTH : Pedigree.UNKNOWN);
        }
    }

    /** No order, no sense: anyone is anyone's parent. */
    static RandomFamily garbage(long seed, int people) {
        RandomFamily family = new RandomFamily(seed, people);
        int links = family.random.nextInt(people * 4);
        for (int i = 0; i < links; i++) {
            family.links.add(new Link(
                    family.random.nextInt(people),
                    family.random.nextInt(people),
                    PEDIGREES.get(family.random.nextInt(PEDIGREES.size()))));
            family.couples.add(new int[] {family.random.nextInt(people), family.random.nextInt(people)});
        }
        return family;
    }

    /** Generations of one village, in which people marry whom they find there. */
    static RandomFamily village(long seed, int people, int generations) {
        RandomFamily family = new RandomFamily(seed, people);
        int size = people / generations;
        for (int child = size; child < people; child++) {
            int generation = child / size;
            // Four children of each couple, on average, and every couple lives in the generation before.
            int couple = family.random.nextInt(size / 2);
            int first = (generation - 1) * size;
            int[] parents = {first + couple, first + size / 2 + (couple * 7 + generation) % (size / 2)};
            family.couples.add(parents);
            family.link(child, parents[0], Pedigree.BIRTH);
            family.link(child, parents[1], Pedigree.BIRTH);
        }
        return family;
    }

    private void link(int child, int parent, Pedigree pedigree) {
        boolean known = links.stream()
                .skip(Math.max(0, links.size() - 8))
                .anyMatch(link -> link.child == child && link.parent == parent);
        if (!known) {
            links.add(new Link(child, parent, pedigree));
        }
    }

    List<Link> links() {
        return links;
    }

    int people() {
        return people;
    }

    FamilyGraph graph() {
        SplittableRandom sexes = new SplittableRandom(people);
        FamilyGraphBuilder builder = FamilyGraph.builder();
        for (int person = 0; person < people; person++) {
            builder.person(Integer.toString(person), SEXES.get(sexes.nextInt(SEXES.size())));
        }
        links.forEach(
                link -> builder.parent(Integer.toString(link.child), Integer.toString(link.parent), link.pedigree));
        for (int[] couple : couples) {
            builder.partners(
                    Integer.toString(couple[0]), Integer.toString(couple[1]), couple[0] % 4 > 0, couple[1] % 5 == 0);
        }
        return builder.build();
    }
}
