/** The packaged application with all of its servers, as its users have it. */
@NullMarked
package dev.fabula.endtoend;

import org.jspecify.annotations.NullMarked;
