package dev.fabula.eventstore.command;

import dev.fabula.contracts.event.DomainEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a command led to.
 *
 * @param stream the aggregate
 * @param version the sequence number of its last event, from 0
 * @param position of that event in the whole history
 * @param at when it was recorded
 * @param repeated whether this is the stored outcome of an earlier sending
 * @param event its last event, if it was recorded just now: whoever needs it need not read it again
 */
public record CommandOutcome(
        String stream,
        long version,
        long position,
        Instant at,
        boolean repeated,
        @Nullable DomainEvent event) {}
