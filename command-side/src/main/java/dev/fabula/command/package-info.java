/** Commands on their way in: who sends them, how a repetition is recognised, and where they go. */
@NullMarked
package dev.fabula.command;

import org.jspecify.annotations.NullMarked;
