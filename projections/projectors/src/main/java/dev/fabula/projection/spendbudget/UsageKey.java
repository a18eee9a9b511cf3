package dev.fabula.projection.spendbudget;

import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.projection.KeyParts;
import java.time.LocalDate;

/** {@code <budget>/<day>/<purpose>/<provider>/<model>}. */
final class UsageKey {

    private UsageKey() {}

    static String of(SpendSettled event, LocalDate day) {
        return KeyParts.joined(event.budget(), day.toString(), event.purpose(), event.provider(), event.model());
    }

    static String budgetOf(String key) {
        return KeyParts.first(key);
    }
}
