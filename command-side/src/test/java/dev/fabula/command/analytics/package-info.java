/** How what clients tell of is taken and recorded. */
@NullMarked
package dev.fabula.command.analytics;

import org.jspecify.annotations.NullMarked;
