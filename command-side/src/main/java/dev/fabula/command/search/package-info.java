/** Gives texts their vectors, as history tells of them. */
@NullMarked
package dev.fabula.command.search;

import org.jspecify.annotations.NullMarked;
