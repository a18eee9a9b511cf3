/** What becomes of values, given events. */
@NullMarked
package dev.fabula.projection.storysession;

import org.jspecify.annotations.NullMarked;
