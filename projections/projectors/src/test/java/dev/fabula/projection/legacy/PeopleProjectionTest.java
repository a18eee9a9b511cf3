package dev.fabula.projection.legacy;

import static dev.fabula.projection.legacy.Imported.ANN;
import static dev.fabula.projection.legacy.Imported.BEN;
import static dev.fabula.projection.legacy.Imported.FIRST;
import static dev.fabula.projection.legacy.Imported.LEGACY;
import static dev.fabula.projection.legacy.Imported.SECOND;
import static dev.fabula.projection.legacy.Imported.added;
import static dev.fabula.projection.legacy.Imported.noted;
import static dev.fabula.projection.legacy.Imported.renamed;
import static dev.fabula.projection.projectors.GivenEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.legacy.PersonEvent.PersonMergedInto;
import dev.fabula.contracts.legacy.PersonEvent.PersonRemoved;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PeopleProjectionTest {

    private static PersonRow folded(DomainEvent... events) {
        return GivenEvents.of(events).valueBy(new PeopleProjection());
    }

    private static PersonRow before(PersonRow row) {
        PersonRow before = Objects.requireNonNull(row.before());
        assertThat(before.before()).as("one state before is enough").isNull();
        assertThat(before.changing()).isNull();
        return before;
    }

    @Test
    void whoWasAddedByHandWasNothingBefore() {
        PersonRow row = folded(added("Ann /Old/", null), renamed("Ann /New/", null));
        assertThat(row.sortName()).isEqualTo("new ann");
        assertThat(row.changing()).isNull();
        assertThat(row.before()).isNull();
    }

    @Test
    void whoCameWithAnImportWasNothingBeforeIt() {
        PersonRow row = folded(added("Ann /Old/", FIRST), renamed("Ann /New/", FIRST), noted("Had a boat."));
        assertThat(row.sortName()).isEqualTo("new ann");
        assertThat(row.notes()).containsExactly("Had a boat.");
        assertThat(row.changing()).isEqualTo(FIRST);
        assertThat(row.before()).isNull();
    }

    @Test
    void whomAnImportChangesKeepsWhatTheyWereBeforeItsFirstChange() {
        PersonRow row = folded(added("Ann /Old/", null), renamed("Ann /Mid/", FIRST), renamed("Ann /New/", FIRST));
        assertThat(row.sortName()).isEqualTo("new ann");
        assertThat(row.changing()).isEqualTo(FIRST);
        assertThat(row.version()).isEqualTo(2);
        assertThat(before(row)).isEqualTo(folded(added("Ann /Old/", null)));
    }

    @Test
    void whatTheImportBeforeMadeOfThemIsWhatTheyWereBeforeTheNext() {
        PersonRow row = folded(
                added("Ann /Old/", null), renamed("Ann /Mid/", FIRST), noted("Old."), renamed("Ann /New/", SECOND));
        assertThat(row.changing()).isEqualTo(SECOND);
        assertThat(before(row).sortName()).isEqualTo("mid ann");
        assertThat(before(row).notes()).containsExactly("Old.");
    }

    @Test
    void whatSomebodyDoesMeanwhileIsInBoth() {
        PersonRow row = folded(
                added("Ann /Old/", null),
                renamed("Ann /New/", FIRST),
                noted("Had a boat."),
                new PersonMergedInto(ANN, LEGACY, BEN));
        assertThat(row.sortName()).isEqualTo("new ann");
        assertThat(row.notes()).containsExactly("Had a boat.");
        assertThat(row.mergedInto()).isEqualTo(BEN.value());
        assertThat(before(row).sortName()).isEqualTo("old ann");
        assertThat(before(row).notes()).containsExactly("Had a boat.");
        assertThat(before(row).mergedInto()).isEqualTo(BEN.value());
        assertThat(before(row).version()).isEqualTo(3);
        assertThat(before(row).changedAt()).isEqualTo(at(3));
    }

    @Test
    void whoIsRemovedMeanwhileIsGone() {
        assertThat(GivenEvents.of(
                                added("Ann /Old/", null),
                                renamed("Ann /New/", FIRST),
                                new PersonRemoved(ANN, LEGACY),
                                renamed("Ann /Newer/", FIRST))
                        .foldedBy(new PeopleProjection()))
                .isEmpty();
    }
}
