package dev.fabula.query.kinship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.query.kinship.FamilyGraph.Ignored;
import org.junit.jupiter.api.Test;

class FamilyGraphTest {

    private final FamilyGraphBuilder builder =
            FamilyGraph.builder().person("a", Sex.UNKNOWN).person("b", Sex.FEMALE);

    @Test
    void listsLinksThatCannotMeanAnything() {
        builder.partners("a", "a", true, false)
                .parent("b", "b", Pedigree.BIRTH)
                .parent("a", "stranger", Pedigree.BIRTH)
                .association("stranger", "b", "GODP");
        assertThat(builder.build().ignored())
                .containsExactly(
                        new Ignored(Ignored.Reason.SAME_PERSON, "b", "b"),
                        new Ignored(Ignored.Reason.NOBODY, "a", "stranger"),
                        new Ignored(Ignored.Reason.SAME_PERSON, "a", "a"),
                        new Ignored(Ignored.Reason.NOBODY, "stranger", "b"));
    }

    @Test
    void whatIsSaidOfALinkBeatsWhatIsNot() {
        builder.parent("a", "b", Pedigree.UNKNOWN)
                .parent("a", "b", Pedigree.FOSTER)
                .parent("a", "b", Pedigree.ADOPTED);
        builder.partners("a", "b", true, true).partners("b", "a", true, false);
        FamilyGraph graph = builder.build();
        assertThat(graph.pedigree(0, 1)).isEqualTo(Pedigree.ADOPTED);
        assertThat(graph.bond(1, 0)).isEqualTo(Bond.SPOUSE);
        assertThat(graph.parents(0)).containsExactly(1);
        assertThat(graph.partners(1)).containsExactly(0);
    }

    @Test
    void someoneWhoComesAgainIsTheSameAndMayGetASex() {
        FamilyGraph graph = builder.person("a", Sex.MALE).person("b", Sex.MALE).build();
        assertThat(graph.size()).isEqualTo(2);
        assertThat(graph.sex(0)).isEqualTo(Sex.MALE);
        assertThat(graph.sex(1)).isEqualTo(Sex.FEMALE);
    }

    @Test
    void aGraphIsNotChangedByWhatIsBuiltAfterIt() {
        FamilyGraph before = builder.build();
        builder.person("c", Sex.MALE).parent("a", "b", Pedigree.BIRTH).build();
        assertThat(before.has("c")).isFalse();
        assertThat(before.parents(0)).isEmpty();
    }

    @Test
    void refusesMoreThanItCanHold() {
        for (int i = 2; i < FamilyGraph.MOST_PEOPLE; i++) {
            builder.person("p" + i, Sex.UNKNOWN);
        }
        assertThatThrownBy(() -> builder.person("one more", Sex.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more than 50000 people in a family graph");
        for (int i = 0; i < FamilyGraph.MOST_LINKS; i++) {
            builder.parent("a", "b", Pedigree.BIRTH);
        }
        assertThatThrownBy(() -> builder.partners("a", "b", true, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more than 250000 links in a family graph");
    }

    @Test
    void leavesOutParentsBeyondTheMost() {
        for (int i = 0; i <= FamilyGraph.MOST_PARENTS; i++) {
            builder.person("p" + i, Sex.UNKNOWN).parent("a", "p" + i, Pedigree.BIRTH);
        }
        FamilyGraph graph = builder.build();
        assertThat(graph.parents(0)).hasSize(FamilyGraph.MOST_PARENTS);
        assertThat(graph.ignored()).containsExactly(new Ignored(Ignored.Reason.TOO_MANY_PARENTS, "a", "p20"));
    }

    @Test
    void refusesRolesThatAreNone() {
        assertThatThrownBy(() -> builder.association("a", "b", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("association of a with b");
    }

    @Test
    void limitsAreNamedWhereTheyAreOutOfRange() {
        assertThatThrownBy(() -> new KinshipLimits(25, 1, 1, 1_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("generations is 1 to 24, not 25");
    }
}
