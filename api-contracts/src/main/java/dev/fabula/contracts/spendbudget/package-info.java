/** The language of budgets: what may be spent, and what was. */
@NullMarked
package dev.fabula.contracts.spendbudget;

import org.jspecify.annotations.NullMarked;
