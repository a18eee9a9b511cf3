@NullUnmarked
package dev.fabula.eventstore.postgres;

import org.jspecify.annotations.NullUnmarked;
