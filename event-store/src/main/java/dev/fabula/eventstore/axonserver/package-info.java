/** The same history on Axon Server, through its connector. */
@NullMarked
package dev.fabula.eventstore.axonserver;

import org.jspecify.annotations.NullMarked;
