/** Ranges of dashboards, and what is told from counts by step. */
@NullMarked
package dev.fabula.query.analytics;

import org.jspecify.annotations.NullMarked;
