package dev.fabula.projection.spendbudget;

import dev.fabula.projection.postgres.PostgresSink;
import dev.fabula.projection.runtime.Registered;
import java.util.List;
import javax.sql.DataSource;

/** The projections of this context. */
public final class SpendBudgetProjections {

    private SpendBudgetProjections() {}

    /** @param database as the role that operates; the templates must be there */
    public static List<Registered<?, ?>> in(DataSource database) {
        return List.of(
                new Registered<>(
                        new BudgetsProjection(), new PostgresSink<>(database, "spend_budget", BudgetRow.class)),
                new Registered<>(new UsageProjection(), new PostgresSink<>(database, "ai_usage", UsageRow.class)));
    }
}
