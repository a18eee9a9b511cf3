package dev.fabula.projection.spendbudget;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A budget; its id is the row's key.
 *
 * @param spendingLimit as the last reservation says it; nothing where nothing was ever reserved
 * @param reserved the sum of what is kept for open calls
 * @param openCalls in the order of their reservations
 */
record BudgetRow(
        String name,
        String unit,
        @Nullable BigDecimal spendingLimit,
        BigDecimal reserved,
        BigDecimal settled,
        List<OpenCall> openCalls) {

    /** @param amount that is kept for it */
    record OpenCall(String call, BigDecimal amount) {}

    static BudgetRow empty(String name, String unit) {
        return new BudgetRow(name, unit, null, BigDecimal.ZERO, BigDecimal.ZERO, List.of());
    }

    BudgetRow withReservation(BigDecimal limit, String call, BigDecimal amount) {
        List<OpenCall> calls = without(call);
        calls.add(new OpenCall(call, amount));
        return with(limit, settled, calls);
    }

    BudgetRow withSettlement(String call, BigDecimal amount) {
        return with(spendingLimit, settled.add(amount), without(call));
    }

    BudgetRow withRelease(String call) {
        return with(spendingLimit, settled, without(call));
    }

    private List<OpenCall> without(String call) {
        List<OpenCall> others = new ArrayList<>(openCalls);
        others.removeIf(open -> open.call().equals(call));
        return others;
    }

    private BudgetRow with(@Nullable BigDecimal limit, BigDecimal newSettled, List<OpenCall> calls) {
        BigDecimal sum = calls.stream().map(OpenCall::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new BudgetRow(name, unit, limit, sum, newSettled, List.copyOf(calls));
    }
}
