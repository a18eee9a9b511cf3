package dev.fabula.projection.legacy;

import static dev.fabula.projection.legacy.Imported.FIRST;
import static dev.fabula.projection.legacy.Imported.SECOND;
import static dev.fabula.projection.legacy.Imported.joined;
import static dev.fabula.projection.legacy.Imported.placed;
import static dev.fabula.projection.legacy.Imported.rejoined;
import static dev.fabula.projection.legacy.Imported.removed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class RelationshipsProjectionTest {

    private static SortedMap<String, RelationshipRow> all(DomainEvent... events) {
        return GivenEvents.of(events).foldedBy(new RelationshipsProjection());
    }

    private static RelationshipRow folded(DomainEvent... events) {
        return GivenEvents.of(events).valueBy(new RelationshipsProjection());
    }

    private static RelationshipRow before(RelationshipRow row) {
        RelationshipRow before = Objects.requireNonNull(row.before());
        assertThat(before.before()).as("one state before is enough").isNull();
        assertThat(before.changing()).isNull();
        assertThat(before.gone()).isFalse();
        return before;
    }

    @Test
    void whatCameWithAnImportWasNotThereBeforeIt() {
        RelationshipRow row = folded(joined(Pedigree.BIRTH, FIRST), rejoined(Pedigree.ADOPTED, FIRST));
        assertThat(row.pedigree()).isEqualTo(Pedigree.ADOPTED);
        assertThat(row.changing()).isEqualTo(FIRST);
        assertThat(row.before()).isNull();
        assertThat(row.gone()).isFalse();
        assertThat(all(joined(Pedigree.BIRTH, FIRST), removed(FIRST))).isEmpty();
    }

    @Test
    void whatAnImportChangesKeepsWhatItWasBeforeItsFirstChange() {
        RelationshipRow row = folded(
                joined(Pedigree.BIRTH, null), rejoined(Pedigree.FOSTER, FIRST), rejoined(Pedigree.ADOPTED, FIRST));
        assertThat(row.pedigree()).isEqualTo(Pedigree.ADOPTED);
        assertThat(row.changing()).isEqualTo(FIRST);
        assertThat(before(row)).isEqualTo(folded(joined(Pedigree.BIRTH, null)));
    }

    @Test
    void whatSomebodyChangesMeanwhileIsInBoth() {
        RelationshipRow row = folded(joined(Pedigree.BIRTH, null), rejoined(Pedigree.ADOPTED, FIRST), placed(3));
        assertThat(row.pedigree()).isEqualTo(Pedigree.ADOPTED);
        assertThat(row.place()).isEqualTo(3);
        assertThat(before(row).pedigree()).isEqualTo(Pedigree.BIRTH);
        assertThat(before(row).place()).isEqualTo(3);
    }

    @Test
    void whatAnImportRemovesStaysAsItWasUntilTheImportIsSeen() {
        RelationshipRow row =
                folded(joined(Pedigree.BIRTH, null), rejoined(Pedigree.ADOPTED, FIRST), removed(FIRST));
        assertThat(row.gone()).isTrue();
        assertThat(row.changing()).isEqualTo(FIRST);
        assertThat(before(row).pedigree()).isEqualTo(Pedigree.BIRTH);
        RelationshipRow later = folded(joined(Pedigree.BIRTH, FIRST), removed(SECOND));
        assertThat(later.gone()).isTrue();
        assertThat(later.changing()).isEqualTo(SECOND);
        assertThat(before(later).pedigree()).isEqualTo(Pedigree.BIRTH);
    }

    @Test
    void whatSomebodyRemovesIsGoneAtOnce() {
        assertThat(all(joined(Pedigree.BIRTH, null), removed(null))).isEmpty();
        assertThat(all(joined(Pedigree.BIRTH, null), rejoined(Pedigree.ADOPTED, FIRST), removed(null)))
                .isEmpty();
    }

    @Test
    void whatWasRemovedAndIsSaidAgainIsNew() {
        RelationshipRow byHand = folded(joined(Pedigree.BIRTH, null), removed(FIRST), joined(Pedigree.STEP, null));
        assertThat(byHand.changing()).isNull();
        assertThat(byHand.before()).isNull();
        assertThat(byHand.gone()).isFalse();
        RelationshipRow byTheNext = folded(joined(Pedigree.BIRTH, null), removed(FIRST), joined(Pedigree.STEP, SECOND));
        assertThat(byTheNext.changing()).isEqualTo(SECOND);
        assertThat(byTheNext.before()).as("the first has removed it").isNull();
        assertThat(byTheNext.gone()).isFalse();
    }

    @Test
    void whatOneImportRemovesAndSaysAgainWasThereBeforeIt() {
        RelationshipRow row = folded(joined(Pedigree.BIRTH, null), removed(FIRST), joined(Pedigree.STEP, FIRST));
        assertThat(row.pedigree()).isEqualTo(Pedigree.STEP);
        assertThat(row.gone()).isFalse();
        assertThat(before(row).pedigree()).isEqualTo(Pedigree.BIRTH);
    }
}
