/** What an operator says about providers, models and routes. */
@NullMarked
package dev.fabula.ai.settings;

import org.jspecify.annotations.NullMarked;
