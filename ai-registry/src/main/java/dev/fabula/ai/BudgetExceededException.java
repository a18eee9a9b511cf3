package dev.fabula.ai;

import java.math.BigDecimal;

/** A call would cost more than is left in a budget. Thrown by the ledger, before anything was sent. */
public final class BudgetExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String budget;
    private final BigDecimal limit;
    private final String unit;

    /**
     * @param budget its name, for instance {@code tenant/2026-11}
     * @param unit a currency of ISO 4217, or what else it counts
     */
    public BudgetExceededException(String budget, BigDecimal limit, String unit) {
        super("budget %s of %s %s is used up".formatted(budget, limit.toPlainString(), unit));
        this.budget = budget;
        this.limit = limit;
        this.unit = unit;
    }

    public String code() {
        return "budget-exceeded";
    }

    public String budget() {
        return budget;
    }

    public BigDecimal limit() {
        return limit;
    }

    public String unit() {
        return unit;
    }
}
