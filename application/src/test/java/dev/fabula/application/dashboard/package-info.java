/** The dashboard as a browser gets it, and as people see it. */
@NullMarked
package dev.fabula.application.dashboard;

import org.jspecify.annotations.NullMarked;
