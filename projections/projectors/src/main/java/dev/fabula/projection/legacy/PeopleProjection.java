package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.PersonEvent;
import dev.fabula.contracts.legacy.PersonEvent.ConsentGranted;
import dev.fabula.contracts.legacy.PersonEvent.ConsentRequested;
import dev.fabula.contracts.legacy.PersonEvent.ConsentWithdrawn;
import dev.fabula.contracts.legacy.PersonEvent.PartAttributed;
import dev.fabula.contracts.legacy.PersonEvent.PersonAdded;
import dev.fabula.contracts.legacy.PersonEvent.PersonChanged;
import dev.fabula.contracts.legacy.PersonEvent.PersonMergedInto;
import dev.fabula.contracts.legacy.PersonEvent.PersonRemoved;
import dev.fabula.contracts.legacy.PersonEvent.PersonUnmergedFrom;
import dev.fabula.contracts.legacy.PersonEvent.PersonsMerged;
import dev.fabula.contracts.legacy.PersonEvent.PersonsUnmerged;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Each person that a legacy tells of. Whoever was merged keeps a row, which says into whom. Whomever an import changes
 * keeps what they were before it as well: readers see that until the import is complete.
 */
final class PeopleProjection implements Projection<String, PersonRow> {

    @Override
    public String name() {
        return "person";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(
                PersonAdded.class,
                PersonChanged.class,
                PersonsMerged.class,
                PersonMergedInto.class,
                PersonsUnmerged.class,
                PersonUnmergedFrom.class,
                PartAttributed.class,
                PersonRemoved.class,
                ConsentRequested.class,
                ConsentGranted.class,
                ConsentWithdrawn.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((PersonEvent) event.event()).person().value());
    }

    @Override
    public @Nullable PersonRow evolve(String person, @Nullable PersonRow row, Recorded<DomainEvent> recorded) {
        return switch ((PersonEvent) recorded.event()) {
            case PersonAdded added -> PersonRow.of(added, recorded);
            case PersonRemoved _ -> null;
            case PersonChanged changed
            when row != null && changed.imported() != null ->
                goOn(row.changedBy(changed.imported()).touched(recorded), changed);
            case PersonEvent event when row != null -> byHand(row, event, recorded);
            default -> null;
        };
    }

    /** What somebody does while an import is under way is seen at once, and stays. */
    private static PersonRow byHand(PersonRow row, PersonEvent event, Recorded<DomainEvent> recorded) {
        PersonRow next = goOn(row.touched(recorded), event);
        return row.before() == null ? next : next.with(goOn(row.before().touched(recorded), event));
    }

    private static PersonRow goOn(PersonRow row, PersonEvent event) {
        return switch (event) {
            case PersonChanged changed -> row.changed(changed);
            case PersonsMerged merged -> row.with(merged.names(), merged.facts());
            case PersonMergedInto merged -> row.mergedInto(merged.into().value());
            case PersonsUnmerged unmerged -> row.without(unmerged.returned()).leavingUndecided(unmerged.undecided());
            case PersonUnmergedFrom back ->
                row.mergedInto(null).without(back.removed()).with(back.names(), back.facts());
            case PartAttributed attributed ->
                attributed.belongsTo().equals(attributed.person())
                        ? row.decided(attributed.part())
                        : row.without(List.of(attributed.part()));
            case ConsentRequested _ -> row.asked();
            case ConsentGranted _ -> row.consenting(true);
            case ConsentWithdrawn _ -> row.consenting(false);
            case PersonAdded _, PersonRemoved _ -> row;
        };
    }

    @Override
    public Class<PersonRow> values() {
        return PersonRow.class;
    }

    @Override
    public String streamOf(String person) {
        return person;
    }
}
