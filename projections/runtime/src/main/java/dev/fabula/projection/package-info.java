/** What a projection is and what a sink must be able to do; both know nothing of how they are run. */
@NullMarked
package dev.fabula.projection;

import org.jspecify.annotations.NullMarked;
