@NullUnmarked
package dev.fabula.ai.route;

import org.jspecify.annotations.NullUnmarked;
