/** The provider that needs no network: stories from a grammar, embeddings from hashes, moderation from lists. */
@NullMarked
package dev.fabula.ai.offline;

import org.jspecify.annotations.NullMarked;
