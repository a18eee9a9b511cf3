@NullUnmarked
package dev.fabula.readschema.generator;

import org.jspecify.annotations.NullUnmarked;
