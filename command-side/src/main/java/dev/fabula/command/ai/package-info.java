/** What people and operators can ask about models. */
@NullMarked
package dev.fabula.command.ai;

import org.jspecify.annotations.NullMarked;
