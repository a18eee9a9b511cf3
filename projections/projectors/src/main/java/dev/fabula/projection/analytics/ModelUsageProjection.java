package dev.fabula.projection.analytics;

import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import dev.fabula.projection.Projection;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What calls to models took of the tenant's own budgets, by hour and by day. Budgets of actors are charged for the same
 * calls once more, and are not looked at.
 */
final class ModelUsageProjection implements Projection<ModelUsageProjection.Key, ModelUsageRow> {

    private static final String OF_THE_TENANT = "tenant/";

    /** {@code <grain>/<time>/<provider>/<model>/<purpose>/<unit>}. */
    record Key(Bucket bucket, String provider, String model, String purpose, String unit) {
        @Override
        public String toString() {
            return bucket.key(provider, model, purpose, unit);
        }
    }

    @Override
    public String name() {
        return "analytics-usage";
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
    public Collection<Key> keys(Recorded<DomainEvent> recorded) {
        SpendSettled call = (SpendSettled) recorded.event();
        return call.name().startsWith(OF_THE_TENANT)
                ? Bucket.of(recorded.at()).stream()
                        .map(bucket -> new Key(bucket, call.provider(), call.model(), call.purpose(), call.unit()))
                        .toList()
                : List.of();
    }

    @Override
    public ModelUsageRow evolve(Key key, @Nullable ModelUsageRow row, Recorded<DomainEvent> recorded) {
        SpendSettled call = (SpendSettled) recorded.event();
        ModelUsageRow before = row == null ? empty(key) : row;
        return new ModelUsageRow(
                before.grain(),
                before.startsAt(),
                before.provider(),
                before.model(),
                before.purpose(),
                before.unit(),
                before.calls() + 1,
                before.estimatedCalls() + (call.tokens().estimated() ? 1 : 0),
                before.inputTokens() + call.tokens().input(),
                before.outputTokens() + call.tokens().output(),
                Money.sum(before.amount(), call.amount()));
    }

    private static ModelUsageRow empty(Key key) {
        return new ModelUsageRow(
                key.bucket().grain().column(),
                key.bucket().startsAt(),
                key.provider(),
                key.model(),
                key.purpose(),
                key.unit(),
                0,
                0,
                0,
                0,
                BigDecimal.ZERO);
    }

    @Override
    public Class<ModelUsageRow> values() {
        return ModelUsageRow.class;
    }
}
