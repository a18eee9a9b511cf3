package dev.fabula.contracts.account;

import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to somebody's account. Stored for ever: change only through an upcaster. */
@AggregateType("Account")
public sealed interface AccountEvent extends DomainEvent {

    /**
     * What new stories begin with where nothing else is said. Replaces what was set before.
     *
     * @param account the aggregate's id, made from the actor's
     * @param actor whose account it is
     */
    @EventType("account.preferences-changed")
    record PreferencesChanged(
            String account,
            String actor,
            List<String> genres,
            @Nullable Quality quality,
            @Nullable String model) implements AccountEvent {}
}
