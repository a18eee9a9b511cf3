/** The language of what is counted: what clients tell of, and in which steps lengths and costs are sorted. */
@NullMarked
package dev.fabula.contracts.analytics;

import org.jspecify.annotations.NullMarked;
