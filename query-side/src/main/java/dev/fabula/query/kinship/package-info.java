/** How two people of a family are related, in words: pure computation over a graph that someone else has fetched. */
@NullMarked
package dev.fabula.query.kinship;

import org.jspecify.annotations.NullMarked;
