package dev.fabula.query.gedcom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.Sex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever joins people, families say the same and nothing else. */
class FamilyAssemblyProperties {

    private static final int PEOPLE = 7;

    record Couple(
            int from,
            int to,
            @Nullable String family,
            @Nullable Integer place) {}

    record Parent(
            int parent,
            int child,
            Pedigree pedigree,
            @Nullable String family,
            @Nullable Integer place) {}

    record Told(int parent, int child, Pedigree pedigree) {}

    private static Arbitrary<@Nullable String> families() {
        return Arbitraries.of("f1", "f2").injectNull(0.5);
    }

    private static Arbitrary<@Nullable Integer> places() {
        return Arbitraries.integers().between(1, 3).injectNull(0.5);
    }

    @Provide
    Arbitrary<List<Couple>> couples() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, PEOPLE - 1),
                        Arbitraries.integers().between(Family.NOBODY, PEOPLE - 1),
                        families(),
                        places())
                .as(Couple::new)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Parent>> parents() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, PEOPLE - 1),
                        Arbitraries.integers().between(0, PEOPLE - 1),
                        Arbitraries.of(Pedigree.BIRTH, Pedigree.ADOPTED),
                        families(),
                        places())
                .as(Parent::new)
                .list()
                .ofMaxSize(20);
    }

    private static List<Family> assembled(List<Couple> couples, List<Parent> parents) {
        FamilyAssembly assembly = new FamilyAssembly();
        for (int i = 0; i < couples.size(); i++) {
            Couple couple = couples.get(i);
            assembly.partners("r" + i, couple.from(), couple.to(), couple.family(), couple.place());
        }
        parents.forEach(
                each -> assembly.parent(each.parent(), each.child(), each.pedigree(), each.family(), each.place()));
        return assembly.assemble(
                person -> person % 3 == 0 ? Sex.UNKNOWN : person % 3 == 1 ? Sex.MALE : Sex.FEMALE,
                person -> 1900 + person);
    }

    @Property
    void everyParentOfEveryChildIsToldOfAndNobodyElse(
            @ForAll("couples") List<Couple> couples, @ForAll("parents") List<Parent> parents) {
        Set<Told> told = new HashSet<>();
        for (Family family : assembled(couples, parents)) {
            for (Family.Child child : family.children()) {
                for (int parent : List.of(family.husband(), family.wife())) {
                    if (parent != Family.NOBODY) {
                        told.add(new Told(parent, child.person(), child.pedigree()));
                    }
                }
            }
        }
        Set<Told> meant = new HashSet<>();
        parents.stream()
                .filter(each -> each.parent() != each.child())
                .forEach(each -> meant.add(new Told(each.parent(), each.child(), each.pedigree())));
        assertThat(told).isEqualTo(meant);
    }

    @Property
    void whatHappenedToACoupleIsToldInOneFamilyOfTheirs(
            @ForAll("couples") List<Couple> couples, @ForAll("parents") List<Parent> parents) {
        List<String> told = new ArrayList<>();
        for (Family family : assembled(couples, parents)) {
            for (String couple : family.couples()) {
                Couple meant = couples.get(Integer.parseInt(couple.substring(1)));
                Set<Integer> members = Set.of(family.husband(), family.wife());
                assertThat(members).contains(meant.from());
                if (meant.to() != Family.NOBODY) {
                    assertThat(members).contains(meant.to());
                }
            }
            told.addAll(family.couples());
        }
        List<String> meant = new ArrayList<>();
        for (int i = 0; i < couples.size(); i++) {
            if (couples.get(i).from() != couples.get(i).to()) {
                meant.add("r" + i);
            }
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(meant);
    }

    @Property
    void aChildIsInAFamilyOnce(@ForAll("couples") List<Couple> couples, @ForAll("parents") List<Parent> parents) {
        assertThat(assembled(couples, parents)).allSatisfy(family -> {
            assertThat(family.husband()).isNotEqualTo(family.wife());
            assertThat(family.children()).extracting(Family.Child::person).doesNotHaveDuplicates();
        });
    }
}
