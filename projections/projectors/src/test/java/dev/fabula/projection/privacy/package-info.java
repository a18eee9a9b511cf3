/** Folds, with events in and values out. */
@NullMarked
package dev.fabula.projection.privacy;

import org.jspecify.annotations.NullMarked;
