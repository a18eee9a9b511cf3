/** Everything a reader may rely on in PostgreSQL: migrations here, the jOOQ code generated from them in {@code jooq}. */
@NullMarked
package dev.fabula.readschema;

import org.jspecify.annotations.NullMarked;
