/** The command half of the API and its processes put together for this process. */
@NullMarked
package dev.fabula.application.command;

import org.jspecify.annotations.NullMarked;
