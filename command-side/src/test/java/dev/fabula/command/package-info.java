@NullUnmarked
package dev.fabula.command;

import org.jspecify.annotations.NullUnmarked;
