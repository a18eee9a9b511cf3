/** What PostgreSQL makes of values. */
@NullMarked
package dev.fabula.projection.postgres;

import org.jspecify.annotations.NullMarked;
