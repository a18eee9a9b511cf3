/** Folds of legacies, with events in and values out. */
@NullMarked
package dev.fabula.projection.legacy;

import org.jspecify.annotations.NullMarked;
