package dev.fabula.projection.analytics;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a tenant's own budgets were charged in a bucket, for one purpose and model.
 *
 * @param unit a currency of ISO 4217
 * @param estimatedCalls those whose tokens were told from the length of their texts
 */
record ModelUsageRow(
        String grain,
        Instant startsAt,
        String provider,
        String model,
        String purpose,
        String unit,
        long calls,
        long estimatedCalls,
        long inputTokens,
        long outputTokens,
        BigDecimal amount) {}
