@NullUnmarked
package dev.fabula.bench;

import org.jspecify.annotations.NullUnmarked;
