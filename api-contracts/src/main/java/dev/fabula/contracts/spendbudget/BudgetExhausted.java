package dev.fabula.contracts.spendbudget;

import dev.fabula.contracts.command.CommandRefusedException;
import java.math.BigDecimal;
import java.util.Map;

/** Not so much is left of a budget. */
public final class BudgetExhausted extends CommandRefusedException {

    private static final long serialVersionUID = 1L;

    private final String budget;
    private final String unit;
    private final BigDecimal limit;

    /** @param budget its name */
    public BudgetExhausted(String budget, String unit, BigDecimal limit, BigDecimal left) {
        super(
                Kind.EXHAUSTED,
                "budget-exceeded",
                "The budget " + budget + " of " + limit.toPlainString() + " " + unit + " has "
                        + left.max(BigDecimal.ZERO).toPlainString() + " " + unit + " left, which is not enough.",
                Map.of("budget", budget, "limit", limit, "unit", unit));
        this.budget = budget;
        this.unit = unit;
        this.limit = limit;
    }

    public String budget() {
        return budget;
    }

    public String unit() {
        return unit;
    }

    public BigDecimal limit() {
        return limit;
    }
}
