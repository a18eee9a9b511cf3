/** The one history of everything: what reads it and what can go wrong with it, whichever store it is kept in. */
@NullMarked
package dev.fabula.eventstore;

import org.jspecify.annotations.NullMarked;
