/** Decides about legacies: who may what in them, their people, relationships, contexts and stories. */
@NullMarked
package dev.fabula.command.legacy;

import org.jspecify.annotations.NullMarked;
