package dev.fabula.contracts.analytics;

import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import java.time.LocalDate;
import java.util.List;

/** What clients of a tenant told of one day. Stored for ever: change only through an upcaster. */
@AggregateType("ClientActivity")
public sealed interface ClientActivityEvent extends DomainEvent {

    /**
     * Each is recorded once, however often it is told.
     *
     * @param activity the aggregate's id, made from the day
     * @param day of UTC, on which all of them occurred
     */
    @EventType("analytics.client-events-recorded")
    record ClientEventsRecorded(String activity, LocalDate day, List<ClientEvent> events)
            implements ClientActivityEvent {}
}
