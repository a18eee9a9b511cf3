@NullMarked
package dev.fabula.gedcom.legacy;

import org.jspecify.annotations.NullMarked;
