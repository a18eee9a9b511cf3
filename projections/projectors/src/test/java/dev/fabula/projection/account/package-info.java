/** What becomes of values, given events. */
@NullMarked
package dev.fabula.projection.account;

import org.jspecify.annotations.NullMarked;
