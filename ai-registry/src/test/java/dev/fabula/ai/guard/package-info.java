@NullUnmarked
package dev.fabula.ai.guard;

import org.jspecify.annotations.NullUnmarked;
