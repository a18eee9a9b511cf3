@NullUnmarked
package dev.fabula.command.storysession;

import org.jspecify.annotations.NullUnmarked;
