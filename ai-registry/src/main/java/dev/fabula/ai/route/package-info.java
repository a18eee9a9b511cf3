/** Who is asked, and in which order. */
@NullMarked
package dev.fabula.ai.route;

import org.jspecify.annotations.NullMarked;
