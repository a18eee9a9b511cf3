package dev.fabula.query.ai;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a day's calls for one purpose to one model took of budgets of one kind.
 *
 * @param day of UTC
 * @param scope the kind of budget: the first part of its name, {@code tenant} of {@code tenant/2026-11}
 * @param unit in what the amount counts: a currency of ISO 4217, or beats
 * @param estimatedCalls those whose tokens were told from the length of their texts
 */
record UsageRow(
        LocalDate day,
        String scope,
        String unit,
        String purpose,
        String provider,
        String model,
        long calls,
        BigDecimal amount,
        long inputTokens,
        long outputTokens,
        long estimatedCalls) {

    /** What no two rows have in common, in their order. */
    record Place(LocalDate day, String scope, String unit, String purpose, String provider, String model) {}

    Place place() {
        return new Place(day, scope, unit, purpose, provider, model);
    }
}
