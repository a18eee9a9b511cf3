/** Texts in chunks, each with its vector, to be found by what they mean. */
@NullMarked
package dev.fabula.projection.search;

import org.jspecify.annotations.NullMarked;
