/** The application as its callers see it, on a real PostgreSQL. */
@NullMarked
package dev.fabula.application;

import org.jspecify.annotations.NullMarked;
