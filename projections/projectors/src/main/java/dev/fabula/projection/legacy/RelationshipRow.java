package dev.fabula.projection.legacy;

import dev.fabula.contracts.legacy.LifeFact;
import dev.fabula.contracts.legacy.Pedigree;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipAdded;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipChanged;
import dev.fabula.contracts.legacy.RelationshipKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What joins two people; its id is the row's key.
 *
 * @param toPerson nothing where a partner is not known
 * @param family by which partners and children of one family find together
 * @param version the sequence of the last event
 * @param changing the import that last added, changed or removed it; nothing where none did
 * @param before the row as it was before that import, which is what readers see until it is complete; nothing where it
 *     was not there
 * @param gone whether that import removed it
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
        long version,
        @Nullable String changing,
        @Nullable RelationshipRow before,
        boolean gone) {

    /** @param before the row as it was, also where it is gone */
    static RelationshipRow of(RelationshipAdded added, long sequence, @Nullable RelationshipRow before) {
        return new RelationshipRow(
                added.legacy().value(),
                added.kind(),
                added.from().value(),
                added.to() == null ? null : added.to().value(),
                added.pedigree(),
                added.role(),
                added.family(),
                added.place(),
                added.facts(),
                added.more(),
                added.imported(),
                sequence,
                added.imported(),
                before == null || added.imported() == null ? null : before.before(added.imported()),
                false);
    }

    RelationshipRow changed(RelationshipChanged changed, long sequence) {
        return new RelationshipRow(
                legacy,
                kind,
                fromPerson,
                toPerson,
                changed.pedigree() == null ? pedigree : changed.pedigree(),
                changed.role() == null ? role : changed.role(),
                family,
                changed.place() == null ? place : changed.place(),
                facts(facts, changed.facts(), changed.removed()),
                Objects.requireNonNullElse(changed.more(), more),
                imported,
                sequence,
                changing,
                before,
                gone);
    }

    /** Before an import changes it. */
    RelationshipRow changedBy(String importing) {
        return since(importing, before(importing), gone);
    }

    /** Nothing where nobody has seen it before the import that removes it. */
    @Nullable
    RelationshipRow goneBy(String importing) {
        RelationshipRow seen = before(importing);
        return seen == null ? null : since(importing, seen, true);
    }

    /** With something else before the import that changes it. */
    RelationshipRow with(RelationshipRow newBefore) {
        return since(changing, newBefore, gone);
    }

    /** What it was before an import, which may have changed it already. */
    private @Nullable RelationshipRow before(String importing) {
        if (importing.equals(changing)) {
            return before;
        }
        return gone ? null : since(null, null, false);
    }

    private RelationshipRow since(
            @Nullable String newChanging, @Nullable RelationshipRow newBefore, boolean newGone) {
        return new RelationshipRow(
                legacy,
                kind,
                fromPerson,
                toPerson,
                pedigree,
                role,
                family,
                place,
                facts,
                more,
                imported,
                version,
                newChanging,
                newBefore,
                newGone);
    }

    /** Each in the place of the one with its id, or behind all others. */
    private static List<LifeFact> facts(List<LifeFact> there, List<LifeFact> some, List<String> removed) {
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
