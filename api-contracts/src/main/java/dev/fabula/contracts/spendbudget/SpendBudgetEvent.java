package dev.fabula.contracts.spendbudget;

import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import java.math.BigDecimal;

/**
 * Everything that can have happened to a budget: an amount of something for a tenant, or an actor of it, in a period.
 * Stored for ever: change only through an upcaster.
 *
 * <p>{@code budget} is the aggregate's id, {@code name} says what it is a budget of, for instance {@code tenant/2026-11},
 * {@code unit} in what it counts: a currency of ISO 4217, or {@code beats}.
 */
@AggregateType("SpendBudget")
public sealed interface SpendBudgetEvent extends DomainEvent {

    String budget();

    /** So much is kept for a call, which ends in {@link SpendSettled} or {@link SpendReleased}. */
    @EventType("spendbudget.spend-reserved")
    record SpendReserved(
            String budget, String name, String unit, BigDecimal limit, String call, BigDecimal amount, String purpose)
            implements SpendBudgetEvent {}

    /** So much was spent by a call, whatever was reserved for it. */
    @EventType("spendbudget.spend-settled")
    record SpendSettled(
            String budget,
            String name,
            String unit,
            String call,
            BigDecimal amount,
            String purpose,
            String provider,
            String model,
            TokenUsage tokens)
            implements SpendBudgetEvent {}

    /** Nothing was spent by a call. */
    @EventType("spendbudget.spend-released")
    record SpendReleased(String budget, String name, String unit, String call) implements SpendBudgetEvent {}
}
