/** Tests of reading and writing family trees. */
@NullMarked
package dev.fabula.gedcom;

import org.jspecify.annotations.NullMarked;
