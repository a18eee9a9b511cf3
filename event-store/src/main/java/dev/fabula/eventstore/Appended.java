package dev.fabula.eventstore;

import java.time.Instant;

/**
 * Where the events of one command are, all next to each other.
 *
 * @param at when they were recorded
 */
public record Appended(long firstPosition, long lastPosition, Instant at) {}
