package dev.fabula.query.kinship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class KinshipTest {

    private static final Pattern LINE = Pattern.compile("(\\w+) -> (\\w+): (.+)");
    private static final FamilyGraph FAMILY = FamilyText.graph(FamilyText.lines("family.txt"));

    @TestFactory
    Stream<DynamicTest> saysWhatWasWorkedOutByHand() {
        List<String> lines = FamilyText.lines("relationships.txt");
        assertThat(lines).hasSizeGreaterThan(150).doesNotHaveDuplicates();
        return lines.stream().map(line -> {
            Matcher pair = LINE.matcher(line);
            assertThat(pair.matches()).as(line).isTrue();
            return DynamicTest.dynamicTest(
                    line,
                    () -> assertThat(words(answer(pair.group(1), pair.group(2))))
                            .isEqualTo(pair.group(3)));
        });
    }

    @Test
    void everyPairIsAnsweredWholeAndTheOtherWayRound() {
        List<String> people = people();
        for (String one : people) {
            for (String other : people) {
                KinshipAnswer there = answer(one, other);
                KinshipAnswer back = answer(other, one);
                assertThat(there.complete()).isTrue();
                assertThat(mirrored(back)).as(one + " and " + other).isEqualTo(shapes(there));
            }
        }
    }

    @Test
    void aCoupleCountsAsBothAncestors() {
        Relationship cousins = answer("Walt", "Dina").nearest();
        assertThat(cousins.ancestors()).containsExactly("David", "Jane");
        assertThat(cousins.term().degree()).isEqualTo(1);
        assertThat(cousins.term().removed()).isZero();
        assertThat(cousins.term().half()).isFalse();
        assertThat(cousins.path().stream().map(PathStep::person))
                .containsExactly("Walt", "Leo", "David", "Mia", "Dina");
        assertThat(cousins.path().stream().map(PathStep::move))
                .containsExactly(
                        PathStep.Move.START,
                        PathStep.Move.UP,
                        PathStep.Move.UP,
                        PathStep.Move.DOWN,
                        PathStep.Move.DOWN);
        assertThat(answer("Walt", "Dina").nearestCommonAncestors()).containsExactly("David", "Jane");
    }

    @Test
    void halfCousinsHaveOneAncestorInCommon() {
        Relationship cousins = answer("Ned", "Walt").nearest();
        assertThat(cousins.kind()).isEqualTo(RelationKind.HALF);
        assertThat(cousins.ancestors()).containsExactly("Adam");
        assertThat(cousins.term().degree()).isEqualTo(2);
        assertThat(cousins.term().removed()).isEqualTo(1);
        assertThat(cousins.term().generationsUp()).isEqualTo(4);
        assertThat(cousins.term().generationsDown()).isEqualTo(3);
    }

    @Test
    void doubleCousinsHaveTwoCouples() {
        Relationship cousins = answer("Leo", "Nora").nearest();
        assertThat(cousins.term().times()).isEqualTo(2);
        assertThat(cousins.ancestors()).containsExactlyInAnyOrder("Adam", "Beth", "Hugo", "Ida");
        assertThat(cousins.lines().stream().map(KinshipLine::ancestors))
                .containsExactlyInAnyOrder(List.of("Adam", "Beth"), List.of("Hugo", "Ida"));
    }

    @Test
    void aCollapsedPedigreeShowsAllItsLines() {
        Relationship ancestor = answer("Kate", "Adam").nearest();
        assertThat(ancestor.term().times()).isEqualTo(1);
        assertThat(ancestor.ancestors()).containsExactly("Adam");
        assertThat(ancestor.lines().stream()
                        .map(line -> line.path().stream().map(PathStep::person).collect(Collectors.joining(" "))))
                .containsExactlyInAnyOrder("Kate Jack Otto Emma Adam", "Kate Dina Mia David Adam");
    }

    @Test
    void thePathSaysHowChildrenAndPartnersBelong() {
        Relationship aunt = answer("Rosa", "Gina").nearest();
        assertThat(aunt.path().stream().map(PathStep::pedigree))
                .containsExactly(null, Pedigree.ADOPTED, Pedigree.UNKNOWN, Pedigree.UNKNOWN);
        assertThat(answer("Alma", "Vera").nearest().path().getLast().bond()).isEqualTo(Bond.EX_SPOUSE);
    }

    @Test
    void brothersInLawOfTwoKindsAreToldApartWithoutWords() {
        assertThat(answer("David", "Karl").relationships().stream()
                        .map(relationship -> relationship.term().viaPartner()))
                .containsExactlyInAnyOrder(ViaPartner.FIRST, ViaPartner.LAST);
    }

    @Test
    void saysThatThereIsMoreThanWasAskedFor() {
        KinshipAnswer answer = Kinship.between(FAMILY, "Kate", "David", new KinshipLimits(13, 200, 1, 200_000));
        assertThat(words(answer)).isEqualTo("great-grandfather");
        assertThat(answer.complete()).isFalse();
    }

    @Test
    void generationsBeyondTheLimitAreNotKin() {
        assertThat(words(Kinship.between(FAMILY, "Max", "Fay", new KinshipLimits(3, 200, 12, 200_000))))
                .isEqualTo("no known relation");
    }

    @Test
    void namesWhomItDoesNotKnow() {
        assertThatThrownBy(() -> answer("Leo", "Nemo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nobody in this family has the id Nemo");
    }

    private static KinshipAnswer answer(String from, String to) {
        return Kinship.between(FAMILY, from, to);
    }

    private static List<String> people() {
        return FamilyText.lines("family.txt").stream()
                .map(line -> line.split(" ")[0])
                .distinct()
                .toList();
    }

    private static String words(KinshipAnswer answer) {
        return answer.relationships().stream().map(Relationship::words).collect(Collectors.joining("; "));
    }

    private static List<String> shapes(KinshipAnswer answer) {
        return answer.relationships().stream()
                .map(Relationship::term)
                .map(term -> shape(term, term.generationsUp(), term.generationsDown(), term.roleOfFrom()))
                .sorted()
                .toList();
    }

    private static List<String> mirrored(KinshipAnswer answer) {
        return answer.relationships().stream()
                .map(Relationship::term)
                .map(term -> shape(
                        term,
                        term.generationsDown(),
                        term.generationsUp(),
                        (term.kind() == RelationKind.ASSOCIATION) != term.roleOfFrom()))
                .sorted()
                .toList();
    }

    private static String shape(KinshipTerm term, int up, int down, boolean roleOfFrom) {
        return String.format(
                Locale.ROOT,
                "%s %d %d %b %d %d %d %s %b",
                term.kind(),
                up,
                down,
                term.half(),
                term.degree(),
                term.removed(),
                term.times(),
                term.role(),
                roleOfFrom);
    }
}
