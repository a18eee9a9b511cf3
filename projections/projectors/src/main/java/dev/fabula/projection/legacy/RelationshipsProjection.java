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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What joins people. */
final class RelationshipsProjection implements Projection<String, RelationshipRow> {

    @Override
    public String name() {
        return "relationship";
    }

    @Override
    public int version() {
        return 1;
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
            case RelationshipAdded added ->
                new RelationshipRow(
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
                        recorded.sequence());
            case RelationshipChanged changed
            when row != null ->
                new RelationshipRow(
                        row.legacy(),
                        row.kind(),
                        row.fromPerson(),
                        row.toPerson(),
                        changed.pedigree() == null ? row.pedigree() : changed.pedigree(),
                        changed.role() == null ? row.role() : changed.role(),
                        row.family(),
                        changed.place() == null ? row.place() : changed.place(),
                        RelationshipRow.facts(row.facts(), changed.facts(), changed.removed()),
                        Objects.requireNonNullElse(changed.more(), row.more()),
                        row.imported(),
                        recorded.sequence());
            case RelationshipChanged _, RelationshipRemoved _ -> null;
        };
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
