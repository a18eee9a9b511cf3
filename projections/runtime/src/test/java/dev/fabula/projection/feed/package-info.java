/** Feeds on a real history and a real Kafka, some of which are killed. */
@NullMarked
package dev.fabula.projection.feed;

import org.jspecify.annotations.NullMarked;
