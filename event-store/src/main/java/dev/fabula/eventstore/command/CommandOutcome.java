package dev.fabula.eventstore.command;

import java.time.Instant;

/**
 * Where a command led to.
 *
 * @param stream the aggregate
 * @param version the sequence number of its last event, from 0
 * @param position of that event in the whole history
 * @param at when it was recorded
 * @param repeated whether this is the stored outcome of an earlier sending
 */
public record CommandOutcome(String stream, long version, long position, Instant at, boolean repeated) {}
