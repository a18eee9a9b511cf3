/** Imports of GEDCOM files: taken in, checked, and told to a legacy by a process that outlives its node. */
@NullMarked
package dev.fabula.command.gedcom;

import org.jspecify.annotations.NullMarked;
