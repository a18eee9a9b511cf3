/** A small context of events to test with. */
@NullMarked
package dev.fabula.eventstore.sample;

import org.jspecify.annotations.NullMarked;
