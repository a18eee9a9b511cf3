/** What all commands have in common. */
@NullMarked
package dev.fabula.contracts.command;

import org.jspecify.annotations.NullMarked;
