/** How each server is, asked in the background. */
@NullMarked
package dev.fabula.application.health;

import org.jspecify.annotations.NullMarked;
