/** Part of the build alone: writes the read schema's jOOQ code from its migrations. */
@NullMarked
package dev.fabula.readschema.generator;

import org.jspecify.annotations.NullMarked;
