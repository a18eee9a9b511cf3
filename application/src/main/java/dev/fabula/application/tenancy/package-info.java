/** The caller's tenant on its way to the database, and the proof that the database insists on it. */
@NullMarked
package dev.fabula.application.tenancy;

import org.jspecify.annotations.NullMarked;
