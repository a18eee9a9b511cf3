package dev.fabula.query.ai;

import java.math.BigDecimal;

/**
 * What all calls took of budgets of one kind. Kinds are not added up: a call that was paid from a tenant's budget and
 * from an actor's counts in both.
 *
 * @param scope the kind of budget
 * @param unit in what the amount counts
 */
record UsageTotal(
        String scope,
        String unit,
        long calls,
        BigDecimal amount,
        long inputTokens,
        long outputTokens,
        long estimatedCalls) {}
