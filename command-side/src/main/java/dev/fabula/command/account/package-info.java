/** Accounts: what people set for themselves. */
@NullMarked
package dev.fabula.command.account;

import org.jspecify.annotations.NullMarked;
