/** Runs projections: live, rebuilt beside the live view, verified, promoted and rolled back, on as many nodes as there are. */
@NullMarked
package dev.fabula.projection.runtime;

import org.jspecify.annotations.NullMarked;
