package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.ContextCommand.AddContext;
import dev.fabula.contracts.legacy.ContextEvent;
import dev.fabula.contracts.legacy.ContextEvent.ContextAdded;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;

/** A place, period, theme or event that stories hang on. */
@Aggregate(type = "Context", commandTargetResolver = "commandTargets")
final class Context {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    Context() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Context(AddContext command) {
        AggregateLifecycle.apply(new ContextAdded(
                command.context(),
                command.legacy(),
                command.kind(),
                command.name(),
                command.description(),
                command.date(),
                command.place()));
    }

    @EventSourcingHandler
    void on(ContextEvent event) {
        id = event.context().value();
    }
}
