package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.GedcomRecordEvent;
import dev.fabula.contracts.legacy.GedcomRecordEvent.GedcomRecordKept;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records of GEDCOM files that are nobody's, as an export writes them again. */
final class GedcomRecordsProjection implements Projection<String, GedcomRecordRow> {

    @Override
    public String name() {
        return "gedcom-record";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(GedcomRecordKept.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((GedcomRecordKept) event.event()).record());
    }

    @Override
    public GedcomRecordRow evolve(String record, @Nullable GedcomRecordRow row, Recorded<DomainEvent> recorded) {
        return switch ((GedcomRecordEvent) recorded.event()) {
            case GedcomRecordKept kept -> GedcomRecordRow.of(kept, row, recorded.sequence());
        };
    }

    @Override
    public Class<GedcomRecordRow> values() {
        return GedcomRecordRow.class;
    }

    @Override
    public String streamOf(String record) {
        return record;
    }
}
