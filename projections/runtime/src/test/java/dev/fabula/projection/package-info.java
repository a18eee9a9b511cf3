/** What every sink must be able to do. */
@NullMarked
package dev.fabula.projection;

import org.jspecify.annotations.NullMarked;
