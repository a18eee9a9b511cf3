/** What becomes of values, given events. */
@NullMarked
package dev.fabula.projection.spendbudget;

import org.jspecify.annotations.NullMarked;
