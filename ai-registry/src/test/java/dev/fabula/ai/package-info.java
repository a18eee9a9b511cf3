@NullUnmarked
package dev.fabula.ai;

import org.jspecify.annotations.NullUnmarked;
