package dev.fabula.projection;

import org.jspecify.annotations.Nullable;

/**
 * What has become of a key.
 *
 * @param value nothing where it is no more
 * @param position of the last event that changed it
 */
public record Change<V>(TenantKey key, @Nullable V value, long position) {}
