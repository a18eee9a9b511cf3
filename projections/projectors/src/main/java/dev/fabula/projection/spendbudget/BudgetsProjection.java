package dev.fabula.projection.spendbudget;

import static dev.fabula.projection.spendbudget.Amounts.storable;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendReleased;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendReserved;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each budget: its limit, what is spent of it, and what is kept for calls under way. */
final class BudgetsProjection implements Projection<String, BudgetRow> {

    @Override
    public String name() {
        return "spend-budget";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(SpendReserved.class, SpendSettled.class, SpendReleased.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> event) {
        return List.of(((SpendBudgetEvent) event.event()).budget());
    }

    @Override
    public BudgetRow evolve(String budget, @Nullable BudgetRow row, Recorded<DomainEvent> recorded) {
        return switch ((SpendBudgetEvent) recorded.event()) {
            case SpendReserved e ->
                known(row, e.name(), e.unit()).withReservation(storable(e.limit()), e.call(), storable(e.amount()));
            case SpendSettled e -> known(row, e.name(), e.unit()).withSettlement(e.call(), storable(e.amount()));
            case SpendReleased e -> known(row, e.name(), e.unit()).withRelease(e.call());
        };
    }

    private static BudgetRow known(@Nullable BudgetRow row, String name, String unit) {
        return row == null ? BudgetRow.empty(name, unit) : row;
    }

    @Override
    public Class<BudgetRow> values() {
        return BudgetRow.class;
    }

    @Override
    public String streamOf(String budget) {
        return budget;
    }
}
