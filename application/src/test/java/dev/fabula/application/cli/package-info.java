/** The command line as a person uses it, in processes of its own. */
@NullMarked
package dev.fabula.application.cli;

import org.jspecify.annotations.NullMarked;
