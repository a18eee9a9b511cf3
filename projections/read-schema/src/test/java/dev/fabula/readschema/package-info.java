@NullUnmarked
package dev.fabula.readschema;

import org.jspecify.annotations.NullUnmarked;
