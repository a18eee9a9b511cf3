package dev.fabula.contracts.spendbudget;

import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.command.Command;
import java.math.BigDecimal;
import java.util.List;

/** Everything that can be wanted of a budget. The limit is the sender's to know: it is configuration. */
public sealed interface SpendBudgetCommand extends Command {

    String budget();

    @Override
    default String target() {
        return budget();
    }

    /** Keeps an amount for a call; once is enough. Refused where not so much is left. */
    record ReserveSpend(
            String budget, String name, String unit, BigDecimal limit, String call, BigDecimal amount, String purpose)
            implements SpendBudgetCommand {}

    /**
     * Says what calls have cost, whether or not something was kept for them. It is spent: no limit keeps it out. Several at
     * a time, because all calls of a tenant are booked here, and each would wait for the one before.
     */
    record SettleSpends(String budget, String name, String unit, List<Settlement> settlements)
            implements SpendBudgetCommand {}

    /** What a call has cost. */
    record Settlement(
            String call, BigDecimal amount, String purpose, String provider, String model, TokenUsage tokens) {}

    /** Gives back what was kept for a call. */
    record ReleaseSpend(String budget, String call) implements SpendBudgetCommand {}

    /** Spends at once, if so much is left; the same call only once. */
    record TakeSpend(
            String budget, String name, String unit, BigDecimal limit, String call, BigDecimal amount, String purpose)
            implements SpendBudgetCommand {}
}
