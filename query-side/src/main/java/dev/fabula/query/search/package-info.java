/** Finds stories, people and sessions by words and by what they mean: never more than the caller may read. */
@NullMarked
package dev.fabula.query.search;

import org.jspecify.annotations.NullMarked;
