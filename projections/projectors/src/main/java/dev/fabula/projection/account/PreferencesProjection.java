package dev.fabula.projection.account;

import dev.fabula.contracts.account.AccountEvent;
import dev.fabula.contracts.account.AccountEvent.PreferencesChanged;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people have set for themselves, found by who they are; which account that is, their key does not tell. */
final class PreferencesProjection implements Projection<String, PreferencesRow> {

    @Override
    public String name() {
        return "preferences";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(PreferencesChanged.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return switch ((AccountEvent) event.event()) {
            case PreferencesChanged changed -> List.of(changed.actor());
        };
    }

    @Override
    public PreferencesRow evolve(String actor, @Nullable PreferencesRow row, Recorded<DomainEvent> event) {
        return switch ((AccountEvent) event.event()) {
            case PreferencesChanged changed ->
                new PreferencesRow(changed.genres(), changed.quality(), changed.model(), event.at());
        };
    }

    @Override
    public Class<PreferencesRow> values() {
        return PreferencesRow.class;
    }
}
