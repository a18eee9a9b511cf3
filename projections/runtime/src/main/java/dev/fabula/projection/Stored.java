package dev.fabula.projection;

import org.jspecify.annotations.Nullable;

/**
 * A value as a sink holds it.
 *
 * @param value nothing where it was removed, and the sink remembers when
 * @param position of the last event that changed it
 */
public record Stored<V>(@Nullable V value, long position) {}
