/** Integration feeds: the history as CloudEvents on Kafka, each event once and in order, for whoever is not part of Fabula. */
@NullMarked
package dev.fabula.projection.feed;

import org.jspecify.annotations.NullMarked;
