/** What is folded from the events of data subjects' keys. */
@NullMarked
package dev.fabula.projection.privacy;

import org.jspecify.annotations.NullMarked;
