/** Family trees in files: reads and writes GEDCOM 5.5, 5.5.1 and 7.0, and GEDZIP, and keeps what it does not understand. */
@NullMarked
package dev.fabula.gedcom;

import org.jspecify.annotations.NullMarked;
