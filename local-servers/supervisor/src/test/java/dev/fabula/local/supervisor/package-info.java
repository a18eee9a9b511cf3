/** The supervisor with real servers. */
@NullMarked
package dev.fabula.local.supervisor;

import org.jspecify.annotations.NullMarked;
