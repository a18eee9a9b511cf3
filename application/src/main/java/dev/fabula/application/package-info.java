/** The one executable: roles, configuration and the entry point. */
@NullMarked
package dev.fabula.application;

import org.jspecify.annotations.NullMarked;
