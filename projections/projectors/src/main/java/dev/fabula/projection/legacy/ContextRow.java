package dev.fabula.projection.legacy;

import dev.fabula.contracts.legacy.ContextKind;
import org.jspecify.annotations.Nullable;

/**
 * What stories hang on; its id is the row's key.
 *
 * @param dated as GEDCOM 7 writes dates
 */
record ContextRow(
        String legacy,
        ContextKind kind,
        String name,
        @Nullable String description,
        @Nullable String dated,
        @Nullable String place) {}
