package dev.fabula.projection.legacy;

import static dev.fabula.projection.legacy.Imported.FIRST;
import static dev.fabula.projection.legacy.Imported.SECOND;
import static dev.fabula.projection.legacy.Imported.joined;
import static dev.fabula.projection.legacy.Imported.partners;
import static dev.fabula.projection.legacy.Imported.rejoined;
import static dev.fabula.projection.legacy.Imported.removed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.projection.legacy.KinGraph.Bond;
import dev.fabula.projection.legacy.KinGraph.ParentOf;
import dev.fabula.projection.legacy.KinGraph.PartnerOf;
import dev.fabula.projection.projectors.GivenEvents;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KinProjectionTest {

    private static SortedMap<String, KinGraph> all(DomainEvent... events) {
        return GivenEvents.of(events).foldedBy(new KinProjection());
    }

    private static Bond bond(DomainEvent... events) {
        return (Bond) GivenEvents.of(events).valueBy(new KinProjection());
    }

    private static void cameAndWent(Bond bond, @Nullable String imported, @Nullable String goneBy) {
        assertThat(bond.imported()).as("imported").isEqualTo(imported);
        assertThat(bond.goneBy()).as("gone by").isEqualTo(goneBy);
    }

    @Test
    void aBondSaysWhichImportItCameWithAndWhichRemovedIt() {
        cameAndWent(bond(joined(Pedigree.BIRTH, null)), null, null);
        cameAndWent(bond(joined(Pedigree.BIRTH, FIRST)), FIRST, null);
        cameAndWent(bond(joined(Pedigree.BIRTH, null), removed(FIRST)), null, FIRST);
        cameAndWent(bond(joined(Pedigree.BIRTH, FIRST), removed(SECOND)), FIRST, SECOND);
    }

    @Test
    void aBondThatSomebodyRemovesIsGoneAndSoIsOneThatNobodyHasSeen() {
        assertThat(all(joined(Pedigree.BIRTH, FIRST), removed(null))).isEmpty();
        assertThat(all(joined(Pedigree.BIRTH, FIRST), removed(FIRST))).isEmpty();
    }

    @Test
    void aBondThatIsSaidAgainIsNewUnlessTheSameImportRemovedIt() {
        cameAndWent(bond(joined(Pedigree.BIRTH, null), removed(FIRST), joined(Pedigree.BIRTH, SECOND)), SECOND, null);
        cameAndWent(bond(joined(Pedigree.BIRTH, FIRST), removed(SECOND), joined(Pedigree.BIRTH, null)), null, null);
        cameAndWent(bond(joined(Pedigree.BIRTH, null), removed(FIRST), joined(Pedigree.BIRTH, FIRST)), null, null);
    }

    @Test
    void whatChangesInABondDoesNotMakeItAnImports() {
        Bond changed = bond(joined(Pedigree.BIRTH, FIRST), rejoined(Pedigree.ADOPTED, SECOND));
        assertThat(((ParentOf) changed).pedigree()).isEqualTo(Pedigree.ADOPTED);
        cameAndWent(changed, FIRST, null);
        PartnerOf partners = (PartnerOf) bond(partners(null), removed(FIRST));
        assertThat(partners.marriages()).isEqualTo(List.of("f1"));
        cameAndWent(partners, null, FIRST);
    }
}
