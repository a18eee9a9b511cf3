/** Story sessions: what may happen to them, how their beats are told, and how people play them. */
@NullMarked
package dev.fabula.command.storysession;

import org.jspecify.annotations.NullMarked;
