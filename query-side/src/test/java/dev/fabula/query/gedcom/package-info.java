/** Families put together from relationships, and records named. */
@NullMarked
package dev.fabula.query.gedcom;

import org.jspecify.annotations.NullMarked;
