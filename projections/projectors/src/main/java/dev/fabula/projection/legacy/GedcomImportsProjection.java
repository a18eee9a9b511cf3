package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.GedcomEvent;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportFailed;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImportStarted;
import dev.fabula.contracts.legacy.GedcomEvent.GedcomImported;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Imports of GEDCOM files. One that is complete here is what lets readers see what it told. */
final class GedcomImportsProjection implements Projection<String, GedcomImportRow> {

    @Override
    public String name() {
        return "gedcom-import";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(GedcomImportStarted.class, GedcomImported.class, GedcomImportFailed.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((GedcomEvent) event.event()).imported());
    }

    @Override
    public @Nullable GedcomImportRow evolve(
            String imported, @Nullable GedcomImportRow row, Recorded<DomainEvent> recorded) {
        return switch ((GedcomEvent) recorded.event()) {
            case GedcomImportStarted started -> GedcomImportRow.of(started, recorded);
            case GedcomImported done when row != null -> row.complete(done, recorded.at());
            case GedcomImportFailed failed when row != null -> row.failed(failed, recorded.at());
            case GedcomImported _, GedcomImportFailed _ -> null;
        };
    }

    @Override
    public Class<GedcomImportRow> values() {
        return GedcomImportRow.class;
    }
}
