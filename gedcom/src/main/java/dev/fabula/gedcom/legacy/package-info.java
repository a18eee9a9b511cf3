/** What GEDCOM records say, in the words of legacies, and back; nothing is lost on the way. */
@NullMarked
package dev.fabula.gedcom.legacy;

import org.jspecify.annotations.NullMarked;
