/** What all queries have in common: reading one's own writes, pages, tags by which an answer is found unchanged. */
@NullMarked
package dev.fabula.query;

import org.jspecify.annotations.NullMarked;
