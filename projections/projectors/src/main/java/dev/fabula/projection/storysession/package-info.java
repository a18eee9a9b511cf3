/** What is folded from the events of story sessions. */
@NullMarked
package dev.fabula.projection.storysession;

import org.jspecify.annotations.NullMarked;
