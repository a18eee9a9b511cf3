/** The language of accounts: what people set for themselves. */
@NullMarked
package dev.fabula.contracts.account;

import org.jspecify.annotations.NullMarked;
