package dev.fabula.projection.spendbudget;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a day's calls for one purpose to one model took of one budget.
 *
 * @param day of UTC
 * @param estimatedCalls those whose tokens were told from the length of their texts
 */
record UsageRow(
        String budget,
        String name,
        String unit,
        LocalDate day,
        String purpose,
        String provider,
        String model,
        long calls,
        BigDecimal amount,
        long inputTokens,
        long outputTokens,
        long estimatedCalls) {}
