/** What is folded from the events of budgets: what may be spent, and what calls to models took. */
@NullMarked
package dev.fabula.projection.spendbudget;

import org.jspecify.annotations.NullMarked;
