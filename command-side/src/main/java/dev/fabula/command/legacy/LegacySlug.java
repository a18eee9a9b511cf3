package dev.fabula.command.legacy;

import dev.fabula.contracts.legacy.SlugEvent.SlugReserved;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;

/** A slug that is taken. Its stream is named by the slug, so a second reservation finds that it has begun already. */
@Aggregate(type = "LegacySlug", commandTargetResolver = "commandTargets")
final class LegacySlug {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    LegacySlug() {}

    @SuppressWarnings("NullAway.Init")
    LegacySlug(SlugReserved reserved) {
        AggregateLifecycle.apply(reserved);
    }

    @EventSourcingHandler
    void on(SlugReserved reserved) {
        id = reserved.reservation();
    }
}
