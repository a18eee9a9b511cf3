/** The history in PostgreSQL: one writer at a time, in batches, at positions without gaps. */
@NullMarked
package dev.fabula.eventstore.postgres;

import org.jspecify.annotations.NullMarked;
