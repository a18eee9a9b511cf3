/** How projections are put together. */
@NullMarked
package dev.fabula.application.projection;

import org.jspecify.annotations.NullMarked;
