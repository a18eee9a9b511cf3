package dev.fabula.contracts.legacy;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to what stories hang on. Stored for ever: change only through an upcaster. */
@AggregateType("Context")
public sealed interface ContextEvent extends DomainEvent {

    ContextId context();

    LegacyId legacy();

    /**
     * @param date as GEDCOM 7 writes it
     * @param place from the smallest to the largest, by commas
     */
    @EventType("legacy.context-added")
    record ContextAdded(
            ContextId context,
            LegacyId legacy,
            ContextKind kind,
            String name,
            @Nullable String description,
            @Nullable String date,
            @Nullable String place)
            implements ContextEvent {}
}
