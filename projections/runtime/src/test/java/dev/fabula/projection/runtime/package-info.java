@NullMarked
package dev.fabula.projection.runtime;

import org.jspecify.annotations.NullMarked;
