@NullUnmarked
package dev.fabula.eventstore.axonserver;

import org.jspecify.annotations.NullUnmarked;
