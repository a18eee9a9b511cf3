/** Imports of GEDCOM files put together for this process: where files wait, and who works on them. */
@NullMarked
package dev.fabula.application.gedcom;

import org.jspecify.annotations.NullMarked;
