package dev.fabula.command.spendbudget;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What tenants may spend on models in a calendar month (UTC), under {@code fabula.budget}.
 *
 * @param monthly in the currency of {@code fabula.ai}, for tenants that have none of their own; nothing for no limit
 * @param tenants by tenant
 */
@ConfigurationProperties("fabula.budget")
public record BudgetProperties(
        @Nullable BigDecimal monthly, @DefaultValue Map<String, BigDecimal> tenants) {}
