/** What is folded from the events of people's accounts. */
@NullMarked
package dev.fabula.projection.account;

import org.jspecify.annotations.NullMarked;
