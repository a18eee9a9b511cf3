package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.RelationshipEvent;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipAdded;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipChanged;
import dev.fabula.contracts.legacy.RelationshipEvent.RelationshipRemoved;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What joins people. What an import changes or removes keeps what it was before as well: readers see that until the import
 * is complete.
 */
final class RelationshipsProjection implements Projection<String, RelationshipRow> {

    @Override
    public String name() {
        return "relationship";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(RelationshipAdded.class, RelationshipChanged.class, RelationshipRemoved.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((RelationshipEvent) event.event()).relationship().value());
    }

    @Override
    public @Nullable RelationshipRow evolve(
            String relationship, @Nullable RelationshipRow row, Recorded<DomainEvent> recorded) {
        return switch ((RelationshipEvent) recorded.event()) {
            case RelationshipAdded added -> RelationshipRow.of(added, recorded.sequence(), row);
            case RelationshipChanged changed
            when row != null && changed.imported() != null ->
                row.changedBy(changed.imported()).changed(changed, recorded.sequence());
            case RelationshipChanged changed when row != null -> byHand(row, changed, recorded.sequence());
            case RelationshipRemoved removed
            when row != null && removed.imported() != null -> row.goneBy(removed.imported());
            case RelationshipChanged _, RelationshipRemoved _ -> null;
        };
    }

    /** What somebody does while an import is under way is seen at once, and stays. */
    private static RelationshipRow byHand(RelationshipRow row, RelationshipChanged changed, long sequence) {
        RelationshipRow next = row.changed(changed, sequence);
        return row.before() == null ? next : next.with(row.before().changed(changed, sequence));
    }

    @Override
    public Class<RelationshipRow> values() {
        return RelationshipRow.class;
    }

    @Override
    public String streamOf(String relationship) {
        return relationship;
    }
}
