package dev.fabula.projection.spendbudget;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.projection.Projection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What calls to models took, by budget, day, purpose, provider and model. */
final class UsageProjection implements Projection<String, UsageRow> {

    @Override
    public String name() {
        return "ai-usage";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<Class<? extends DomainEvent>> events() {
        return Set.of(SpendSettled.class);
    }

    @Override
    public Collection<String> keys(Recorded<DomainEvent> recorded) {
        return List.of(UsageKey.of((SpendSettled) recorded.event(), day(recorded)));
    }

    private static LocalDate day(Recorded<DomainEvent> recorded) {
        return recorded.at().atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Override
    public UsageRow evolve(String key, @Nullable UsageRow row, Recorded<DomainEvent> recorded) {
        SpendSettled call = (SpendSettled) recorded.event();
        UsageRow before = row == null ? nothingYet(call, day(recorded)) : row;
        return new UsageRow(
                before.budget(),
                before.name(),
                before.unit(),
                before.day(),
                before.purpose(),
                before.provider(),
                before.model(),
                before.calls() + 1,
                before.amount().add(Amounts.storable(call.amount())),
                before.inputTokens() + call.tokens().input(),
                before.outputTokens() + call.tokens().output(),
                before.estimatedCalls() + (call.tokens().estimated() ? 1 : 0));
    }

    private static UsageRow nothingYet(SpendSettled call, LocalDate day) {
        return new UsageRow(
                call.budget(),
                call.name(),
                call.unit(),
                day,
                call.purpose(),
                call.provider(),
                call.model(),
                0,
                BigDecimal.ZERO,
                0,
                0,
                0);
    }

    @Override
    public Class<UsageRow> values() {
        return UsageRow.class;
    }

    @Override
    public String streamOf(String key) {
        return UsageKey.budgetOf(key);
    }
}
