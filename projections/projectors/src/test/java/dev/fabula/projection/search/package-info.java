@NullMarked
package dev.fabula.projection.search;

import org.jspecify.annotations.NullMarked;
