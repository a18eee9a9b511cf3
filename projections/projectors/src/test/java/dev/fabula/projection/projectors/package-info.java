/** All projections against the templates that a real PostgreSQL has. */
@NullMarked
package dev.fabula.projection.projectors;

import org.jspecify.annotations.NullMarked;
