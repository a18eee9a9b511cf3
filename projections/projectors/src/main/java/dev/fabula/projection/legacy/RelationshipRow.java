package dev.fabula.projection.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.RelationshipKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What joins two people; its id is the row's key.
 *
 * @param toPerson nothing where a partner is not known
 * @param family by which partners and children of one family find together
 * @param version the sequence of the last event
 */
record RelationshipRow(
        String legacy,
        RelationshipKind kind,
        String fromPerson,
        @Nullable String toPerson,
        @Nullable Pedigree pedigree,
        @Nullable String role,
        @Nullable String family,
        @Nullable Integer place,
        List<LifeFact> facts,
        List<String> more,
        @Nullable String imported,
        long version) {

    /** Each in the place of the one with its id, or behind all others. */
    static List<LifeFact> facts(List<LifeFact> there, List<LifeFact> some, List<String> removed) {
        List<LifeFact> all = new ArrayList<>(there);
        all.removeIf(fact -> removed.contains(fact.id()));
        for (LifeFact each : some) {
            int place = all.stream().map(LifeFact::id).toList().indexOf(each.id());
            if (place < 0) {
                all.add(each);
            } else {
                all.set(place, each);
            }
        }
        return all;
    }
}
