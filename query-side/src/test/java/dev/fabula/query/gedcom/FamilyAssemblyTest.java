package dev.fabula.query.gedcom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.Sex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FamilyAssemblyTest {

    private static final int MIRA = 0;
    private static final int TOM = 1;
    private static final int ANN = 2;
    private static final int BEN = 3;
    private static final int IDA = 4;
    private static final int KIT = 5;

    private static final Map<Integer, Sex> SEXES = Map.of(MIRA, Sex.FEMALE, TOM, Sex.MALE, IDA, Sex.FEMALE);
    private static final Map<Integer, Integer> YEARS = Map.of(ANN, 1895, BEN, 1891);

    private final FamilyAssembly assembly = new FamilyAssembly();

    private List<Family> families() {
        return assembly.assemble(
                person -> SEXES.getOrDefault(person, Sex.UNKNOWN),
                person -> YEARS.getOrDefault(person, Integer.MAX_VALUE));
    }

    private static Family.Child born(int person) {
        return new Family.Child(person, Pedigree.BIRTH);
    }

    private void byHand(int parent, int... children) {
        for (int child : children) {
            assembly.parent(parent, child, Pedigree.BIRTH, null, null);
        }
    }

    private void imported(String family, int parent, int child, int place) {
        assembly.parent(parent, child, Pedigree.BIRTH, family, place);
    }

    @Test
    void aCouplesChildrenAreInTheirFamilyByAge() {
        assembly.partners("r1", MIRA, TOM, null, null);
        byHand(MIRA, ANN, BEN);
        byHand(TOM, ANN, BEN);

        assertThat(families())
                .containsExactly(new Family(null, TOM, MIRA, List.of(born(BEN), born(ANN)), List.of("r1")));
    }

    @Test
    void whatAFileSaysOfSlotsAndPlacesCounts() {
        assembly.partners("r1", TOM, MIRA, "f1", 2);
        imported("f1", TOM, ANN, 1);
        imported("f1", MIRA, ANN, 1);
        imported("f1", TOM, BEN, 2);
        imported("f1", MIRA, BEN, 2);

        assertThat(families())
                .containsExactly(new Family("f1", MIRA, TOM, List.of(born(ANN), born(BEN)), List.of("r1")));
    }

    @Test
    void whatIsToldByHandOfACoupleOfAFileIsTheirFamilys() {
        assembly.partners("by-hand", MIRA, TOM, null, null);
        assembly.partners("of-file", TOM, MIRA, "f1", 1);
        imported("f1", TOM, ANN, 1);
        imported("f1", MIRA, ANN, 1);
        byHand(TOM, BEN);
        byHand(MIRA, BEN);

        assertThat(families())
                .containsExactly(
                        new Family("f1", TOM, MIRA, List.of(born(ANN), born(BEN)), List.of("of-file", "by-hand")));
    }

    @Test
    void aHalfSiblingIsInAFamilyOfTheOneParentWhoIsTheirs() {
        assembly.partners("r1", MIRA, TOM, null, null);
        byHand(MIRA, ANN, BEN);
        byHand(TOM, BEN);

        assertThat(families())
                .containsExactlyInAnyOrder(
                        new Family(null, TOM, MIRA, List.of(born(BEN)), List.of("r1")),
                        new Family(null, Family.NOBODY, MIRA, List.of(born(ANN)), List.of()));
    }

    @Test
    void whoIsAdoptedByOneOfTheTwoIsInTwoFamilies() {
        assembly.partners("r1", MIRA, TOM, null, null);
        byHand(MIRA, ANN);
        assembly.parent(TOM, ANN, Pedigree.ADOPTED, null, null);

        assertThat(families())
                .containsExactlyInAnyOrder(
                        new Family(null, TOM, MIRA, List.of(), List.of("r1")),
                        new Family(null, Family.NOBODY, MIRA, List.of(born(ANN)), List.of()),
                        new Family(
                                null, TOM, Family.NOBODY, List.of(new Family.Child(ANN, Pedigree.ADOPTED)), List.of()));
    }

    @Test
    void moreParentsThanTwoMakeMoreFamiliesAndPartnersStayTogether() {
        assembly.partners("r1", TOM, IDA, null, null);
        byHand(MIRA, ANN);
        byHand(TOM, ANN);
        byHand(IDA, ANN);

        assertThat(families())
                .containsExactlyInAnyOrder(
                        new Family(null, TOM, IDA, List.of(born(ANN)), List.of("r1")),
                        new Family(null, Family.NOBODY, MIRA, List.of(born(ANN)), List.of()));
    }

    @Test
    void parentsWhoAreNoCoupleAreOneFamilyForAllTheirChildren() {
        byHand(MIRA, ANN, BEN);
        byHand(TOM, ANN, BEN);

        assertThat(families()).containsExactly(new Family(null, TOM, MIRA, List.of(born(BEN), born(ANN)), List.of()));
    }

    @Test
    void aParentToldOfLaterCompletesTheFileFamilyOfOne() {
        assembly.partners("r1", MIRA, Family.NOBODY, "f1", 2);
        assembly.partners("r2", TOM, MIRA, "f1", null);
        imported("f1", MIRA, ANN, 1);
        imported("f1", TOM, ANN, 1);

        assertThat(families()).containsExactly(new Family("f1", TOM, MIRA, List.of(born(ANN)), List.of("r1", "r2")));
    }

    @Test
    void aChildWhoIsNotOneOfThemBothAnyMoreLeavesTheFileFamily() {
        assembly.partners("r1", TOM, MIRA, "f1", 1);
        imported("f1", TOM, ANN, 1);
        imported("f1", MIRA, ANN, 1);
        imported("f1", TOM, BEN, 2);

        assertThat(families())
                .containsExactlyInAnyOrder(
                        new Family("f1", TOM, MIRA, List.of(born(ANN)), List.of("r1")),
                        new Family("f1", TOM, Family.NOBODY, List.of(born(BEN)), List.of()));
    }

    @Test
    void aFamilyIsNotToldOnceMoreByHand() {
        assembly.partners("r1", TOM, MIRA, "f1", 1);
        imported("f1", TOM, ANN, 1);
        imported("f1", MIRA, ANN, 1);
        byHand(TOM, ANN);

        assertThat(families()).containsExactly(new Family("f1", TOM, MIRA, List.of(born(ANN)), List.of("r1")));
    }

    @Test
    void nobodyIsTheirOwnPartnerOrParentAfterAMerge() {
        assembly.partners("r1", KIT, KIT, null, null);
        byHand(KIT, KIT);

        assertThat(families()).isEmpty();
    }
}
