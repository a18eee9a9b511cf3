/** What is counted of all events, by hour and day, without anybody's words and without telling who. */
@NullMarked
package dev.fabula.projection.analytics;

import org.jspecify.annotations.NullMarked;
