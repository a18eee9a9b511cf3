/** The language of legacies: the collected memory of a person or family. */
@NullMarked
package dev.fabula.contracts.legacy;

import org.jspecify.annotations.NullMarked;
