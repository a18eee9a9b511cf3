/** Budgets: nobody spends what is not there, however many ask at the same time. */
@NullMarked
package dev.fabula.command.spendbudget;

import org.jspecify.annotations.NullMarked;
