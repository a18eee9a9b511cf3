/** Sending commands so that each is decided once, however often it is sent. */
@NullMarked
package dev.fabula.eventstore.command;

import org.jspecify.annotations.NullMarked;
