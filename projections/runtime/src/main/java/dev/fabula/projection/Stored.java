package dev.fabula.projection;

/**
 * A value as a sink holds it.
 *
 * @param position of the last event that changed it
 */
public record Stored<V>(V value, long position) {}
