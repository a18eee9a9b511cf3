@NullUnmarked
package dev.fabula.ai.provider;

import org.jspecify.annotations.NullUnmarked;
