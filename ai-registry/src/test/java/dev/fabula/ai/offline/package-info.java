@NullUnmarked
package dev.fabula.ai.offline;

import org.jspecify.annotations.NullUnmarked;
