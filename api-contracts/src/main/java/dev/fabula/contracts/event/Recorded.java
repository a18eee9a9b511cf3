package dev.fabula.contracts.event;

import java.time.Instant;

/**
 * An event at its place in history.
 *
 * @param position the place in the whole history, from 1, without gaps
 * @param stream the id of the aggregate it belongs to
 * @param sequence the place in its stream, from 0
 * @param eventId a ULID, unique in the whole history
 * @param at when it was recorded, never before the event at the position before
 */
public record Recorded<E extends DomainEvent>(
        long position, String stream, long sequence, String eventId, Instant at, EventMetadata metadata, E event) {}
