/** Starts, watches, restarts and stops the local servers, and keeps what belongs to them in one data folder. */
@NullMarked
package dev.fabula.local.supervisor;

import org.jspecify.annotations.NullMarked;
