/** Legacies as they are folded, event by event. */
@NullMarked
package dev.fabula.projection.legacy;

import org.jspecify.annotations.NullMarked;
