package dev.fabula.query.kinship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** In whatever family: the lines that a search on paper finds, the same from both ends, and an end in any nonsense. */
class RandomFamiliesTest {

    private static final KinshipLimits WIDE = new KinshipLimits(
            KinshipLimits.MOST_GENERATIONS,
            KinshipLimits.MOST_PATHS,
            KinshipLimits.MOST_RELATIONSHIPS,
            KinshipLimits.MOST_WORK);

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void findsTheLinesThatPaperFinds(@ForAll long seed) {
        RandomFamily family = RandomFamily.plausible(seed, 6 + Math.floorMod(seed, 12));
        FamilyGraph graph = family.graph();
        BruteForce paper = new BruteForce(family);
        for (int one = 0; one < family.people(); one++) {
            for (int other = 0; other < one; other++) {
                KinshipAnswer answer = between(graph, one, other);
                assertThat(answer.complete()).isTrue();
                assertThat(lines(answer)).as(one + " and " + other).isEqualTo(paper.lines(one, other));
                assertThat(new TreeSet<>(answer.nearestCommonAncestors()))
                        .as(one + " and " + other)
                        .isEqualTo(paper.nearestCommonAncestors(one, other));
            }
        }
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void bothEndsSayTheSame(@ForAll long seed) {
        RandomFamily family = RandomFamily.plausible(seed, 10 + Math.floorMod(seed, 20));
        FamilyGraph graph = family.graph();
        SplittableRandom random = new SplittableRandom(seed);
        int cut = 0;
        for (int i = 0; i < 40; i++) {
            int one = random.nextInt(family.people());
            int other = random.nextInt(family.people());
            KinshipAnswer there = between(graph, one, other);
            KinshipAnswer back = between(graph, other, one);
            if (!there.complete() || !back.complete()) {
                cut++;
                continue;
            }
            assertThat(shapes(there, false)).as(one + " and " + other).isEqualTo(shapes(back, true));
            assertThat(there.nearestCommonAncestors())
                    .containsExactlyInAnyOrderElementsOf(back.nearestCommonAncestors());
        }
        // What a limit cut off may be cut off elsewhere from the other end: rare in families this small.
        assertThat(cut).isLessThan(10);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void endsInAnyNonsenseWithWaysThatAreThere(@ForAll long seed) {
        RandomFamily family = RandomFamily.garbage(seed, 2 + Math.floorMod(seed, 80));
        FamilyGraph graph = family.graph();
        KinshipLimits limits = new KinshipLimits(13, 50, 5, 20_000);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10; i++) {
            String one = Integer.toString(random.nextInt(family.people()));
            String other = Integer.toString(random.nextInt(family.people()));
            KinshipAnswer answer = Kinship.between(graph, one, other, limits);
            assertThat(answer.relationships()).hasSizeBetween(1, 5);
            for (Relationship relationship : answer.relationships()) {
                assertThat(relationship.words()).isNotBlank().doesNotContain("{");
                relationship.lines().forEach(line -> assertThatItIsThere(graph, one, other, line.path()));
            }
        }
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void worksNoMoreThanItMay(@ForAll long seed) {
        RandomFamily family = RandomFamily.garbage(seed, 100);
        FamilyGraph graph = family.graph();
        KinshipLimits limits = new KinshipLimits(24, 10_000, 100, 5_000);
        for (int partners = 0; partners <= PathSearch.MOST_PARTNERS; partners++) {
            PathSearch search = new PathSearch(graph, 0, 1, limits);
            search.ways(partners, Integer.MAX_VALUE, _ -> true);
            // What is begun is ended: of one person, all links.
            assertThat(search.work()).isLessThan(5_000 + family.links().size() * 10);
            assertThat(search.wasCut()).isEqualTo(search.work() > 5_000);
        }
    }

    private static KinshipAnswer between(FamilyGraph graph, int one, int other) {
        return Kinship.between(graph, Integer.toString(one), Integer.toString(other), WIDE);
    }

    private static Set<String> lines(KinshipAnswer answer) {
        return answer.relationships().stream()
                .map(Relationship::term)
                .filter(term -> term.viaPartner() == ViaPartner.NONE && term.kind() != RelationKind.NONE)
                .map(term ->
                        term.kind() + " " + term.generationsUp() + " " + term.generationsDown() + " " + term.half())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As a set: what is told apart from one end, by the sex of someone between, may be one from the other. */
    private static Set<String> shapes(KinshipAnswer answer, boolean mirrored) {
        return answer.relationships().stream()
                .map(relationship -> shape(relationship.term(), mirrored) + " " + relationship.distance())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shape(KinshipTerm term, boolean mirrored) {
        int up = mirrored ? term.generationsDown() : term.generationsUp();
        int down = mirrored ? term.generationsUp() : term.generationsDown();
        return term.kind() + " " + up + " " + down + " " + term.half() + " " + term.degree() + " " + term.removed()
                + " " + term.times();
    }

    private static void assertThatItIsThere(FamilyGraph graph, String one, String other, List<PathStep> path) {
        assertThat(path.getFirst().person()).isEqualTo(one);
        assertThat(path.getLast().person()).isEqualTo(other);
        Set<String> visited = new HashSet<>(Set.of(one));
        for (int i = 1; i < path.size(); i++) {
            PathStep step = path.get(i);
            int before = graph.number(path.get(i - 1).person());
            int person = graph.number(step.person());
            assertThat(visited.add(step.person())).as(path.toString()).isTrue();
            switch (step.move()) {
                case UP -> assertThat(step.pedigree()).isNotNull().isEqualTo(graph.pedigree(before, person));
                case DOWN -> assertThat(step.pedigree()).isNotNull().isEqualTo(graph.pedigree(person, before));
                case PARTNER -> assertThat(step.bond()).isNotNull().isEqualTo(graph.bond(before, person));
                default -> throw new AssertionError(step);
            }
        }
    }
}
