/** The AI registry put together for this process, from configuration. */
@NullMarked
package dev.fabula.application.ai;

import org.jspecify.annotations.NullMarked;
