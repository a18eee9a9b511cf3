package dev.fabula.projection.runtime;

import dev.fabula.projection.TenantKey;
import org.jspecify.annotations.Nullable;

/**
 * An event that is not folded into a key.
 *
 * @param error why its fold failed; nothing where it waits behind one that did
 */
record Letter(TenantKey key, long position, @Nullable Throwable error) {}
