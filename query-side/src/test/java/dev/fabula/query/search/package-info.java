/** How lists of hits become one, and what is marked in them. */
@NullMarked
package dev.fabula.query.search;

import org.jspecify.annotations.NullMarked;
