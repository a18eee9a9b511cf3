package dev.fabula.command.account;

import dev.fabula.contracts.account.AccountCommand.ChangePreferences;
import dev.fabula.contracts.account.AccountEvent;
import dev.fabula.contracts.account.AccountEvent.PreferencesChanged;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What somebody has set for themselves. */
@Aggregate(
        type = "Account",
        cache = "aggregateCache",
        snapshotTriggerDefinition = "snapshotTrigger",
        commandTargetResolver = "commandTargets")
final class Account {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    private @Nullable PreferencesChanged preferences;

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    Account() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ChangePreferences command) {
        PreferencesChanged wanted = new PreferencesChanged(
                command.account(), command.actor(), command.genres(), command.quality(), command.model());
        if (!wanted.equals(preferences)) {
            AggregateLifecycle.apply(wanted);
        }
    }

    @EventSourcingHandler
    void on(AccountEvent event) {
        switch (event) {
            case PreferencesChanged changed -> {
                id = changed.account();
                preferences = changed;
            }
        }
    }
}
