/** What is counted, given events. */
@NullMarked
package dev.fabula.projection.analytics;

import org.jspecify.annotations.NullMarked;
