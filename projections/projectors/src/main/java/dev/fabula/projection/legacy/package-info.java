/** What is read of legacies: their people, what joins them, their stories, and who did what. */
@NullMarked
package dev.fabula.projection.legacy;

import org.jspecify.annotations.NullMarked;
