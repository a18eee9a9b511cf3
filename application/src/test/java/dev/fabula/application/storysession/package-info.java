@NullUnmarked
package dev.fabula.application.storysession;

import org.jspecify.annotations.NullUnmarked;
