/** The projections put together for this process: their schemas, what they are folded from, and how much they may take. */
@NullMarked
package dev.fabula.application.projection;

import org.jspecify.annotations.NullMarked;
