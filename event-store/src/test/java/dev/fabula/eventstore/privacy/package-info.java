@NullUnmarked
package dev.fabula.eventstore.privacy;

import org.jspecify.annotations.NullUnmarked;
