/** Lists the projections of all contexts for whoever runs them. */
@NullMarked
package dev.fabula.projection.projectors;

import org.jspecify.annotations.NullMarked;
