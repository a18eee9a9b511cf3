@NullMarked
package dev.fabula.projection.elasticsearch;

import org.jspecify.annotations.NullMarked;
