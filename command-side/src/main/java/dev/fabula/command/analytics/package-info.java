/** Takes what clients tell of: checked against a catalogue, recorded together, each once. */
@NullMarked
package dev.fabula.command.analytics;

import org.jspecify.annotations.NullMarked;
