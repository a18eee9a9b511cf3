package dev.fabula.query.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.legacy.RelationshipKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ByHandTest {

    private static JoinedRow row(String id, RelationshipKind kind, String from, @Nullable String to, String pedigree) {
        return new JoinedRow(id, kind, from, to, pedigree, null, null, null, List.of(), 0);
    }

    private static JoinedRow partners(String id, String from, @Nullable String to) {
        return row(id, RelationshipKind.PARTNER, from, to, "");
    }

    private static JoinedRow child(String id, String parent, String child, String pedigree) {
        return row(id, RelationshipKind.PARENT_CHILD, parent, child, pedigree);
    }

    private static Map<String, List<String>> families(JoinedRow... rows) {
        return ByHand.families("L", List.of(rows));
    }

    @Test
    void aStepParentsPartnerIsTheFamilyBesideTheParentsByBirth() {
        Map<String, List<String>> found = families(
                partners("p", "mother", "stepfather"),
                child("m", "mother", "child", "birth"),
                child("f", "father", "child", "birth"),
                child("s", "stepfather", "child", "step"));
        assertThat(found.values()).containsExactlyInAnyOrder(List.of("p", "m", "s"), List.of("f"));
    }

    @Test
    void threeOfOnePedigreeAreEachOneForThemselves() {
        assertThat(families(
                                child("a", "one", "child", "foster"),
                                child("b", "two", "child", "foster"),
                                child("c", "three", "child", "foster"))
                        .values())
                .containsExactlyInAnyOrder(List.of("a"), List.of("b"), List.of("c"));
    }

    @Test
    void aPartnerOfNobodyKnownIsAFamilyWithTheChildrenOfTheirOwn() {
        assertThat(families(partners("p", "one", null), child("c", "one", "child", "birth"))
                        .values())
                .containsExactly(List.of("p", "c"));
    }

    @Test
    void theIdIsMadeFromWhoThePartnersAreAlone() {
        String id = families(partners("p", "one", "other")).keySet().iterator().next();
        assertThat(families(
                        partners("q", "other", "one"),
                        child("c", "one", "x", "birth"),
                        child("d", "other", "x", "birth")))
                .containsOnlyKeys(id);
        assertThat(id).startsWith("~").doesNotContain("one", "other");
        assertThat(ByHand.families("M", List.of(partners("p", "one", "other")))).doesNotContainKey(id);
        assertThat(families(partners("p", "one", "third"))).doesNotContainKey(id);
    }

    @Test
    void theOrderOfWhatWasSaidDoesNotMatterAndNothingIsLost() {
        Random random = new Random(4711);
        for (int round = 0; round < 200; round++) {
            List<JoinedRow> rows = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String from = "p" + random.nextInt(8);
                String to = "p" + (8 + random.nextInt(8));
                rows.add(
                        random.nextInt(4) == 0
                                ? partners("r" + i, from, "p" + random.nextInt(8, 10))
                                : child("r" + i, from, to, random.nextBoolean() ? "birth" : "adopted"));
            }
            Map<String, List<String>> found = ByHand.families("L", rows);
            assertThat(found.values().stream().flatMap(List::stream).distinct()).hasSize(rows.size());
            List<JoinedRow> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, random);
            Map<String, List<String>> again = ByHand.families("L", shuffled);
            assertThat(again.keySet()).isEqualTo(found.keySet());
            again.forEach((id, joined) ->
                    assertThat(joined).containsExactlyInAnyOrderElementsOf(found.getOrDefault(id, List.of())));
        }
    }
}
