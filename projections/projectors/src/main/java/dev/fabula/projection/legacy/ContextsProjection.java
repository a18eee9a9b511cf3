package dev.fabula.projection.legacy;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.legacy.ContextEvent;
import dev.fabula.contracts.legacy.ContextEvent.ContextAdded;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Places, periods, themes and events that stories hang on. */
final class ContextsProjection implements Projection<String, ContextRow> {

    @Override
    public String name() {
        return "context";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(ContextAdded.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((ContextEvent) event.event()).context().value());
    }

    @Override
    public ContextRow evolve(String context, @Nullable ContextRow row, Recorded<DomainEvent> recorded) {
        return switch ((ContextEvent) recorded.event()) {
            case ContextAdded added ->
                new ContextRow(
                        added.legacy().value(),
                        added.kind(),
                        added.name(),
                        added.description(),
                        added.date(),
                        added.place());
        };
    }

    @Override
    public Class<ContextRow> values() {
        return ContextRow.class;
    }

    @Override
    public String streamOf(String context) {
        return context;
    }
}
