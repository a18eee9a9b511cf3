@NullUnmarked
package dev.fabula.eventstore;

import org.jspecify.annotations.NullUnmarked;
