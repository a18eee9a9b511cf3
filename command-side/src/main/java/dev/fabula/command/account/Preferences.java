package dev.fabula.command.account;

import dev.fabula.command.StreamIds;
import dev.fabula.contracts.account.AccountEvent.PreferencesChanged;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.History;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people have set for themselves, as their account's history says it. */
@Component
public final class Preferences {

    private final History history;

    Preferences(History history) {
        this.history = history;
    }

    /** The account of a caller. */
    static String account(Caller caller) {
        return StreamIds.of(caller.tenant(), "Account", caller.actor().value());
    }

    /** Nothing for somebody who has set nothing. */
    public Optional<PreferencesChanged> of(Caller caller) {
        return history.stream(caller.tenant(), account(caller), history.head()).stream()
                .map(Recorded::event)
                .filter(PreferencesChanged.class::isInstance)
                .map(PreferencesChanged.class::cast)
                .reduce((_, last) -> last);
    }
}
