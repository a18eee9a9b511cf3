/** Who is related to whom, and how: over the graph of a legacy, with the names that the caller may see. */
@NullMarked
package dev.fabula.query.graph;

import org.jspecify.annotations.NullMarked;
