package dev.fabula.ai;

import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ledger with one budget, which remembers what it was told. */
final class InMemoryLedger implements SpendLedger {

    private final BigDecimal limit;
    private final Map<String, BigDecimal> reserved = new HashMap<>();
    private final Map<String, BigDecimal> settled = new HashMap<>();
    final List<String> told = new ArrayList<>();
    final List<Spend> spends = new ArrayList<>();
    BigDecimal highest = BigDecimal.ZERO;

    InMemoryLedger(String limit) {
        this.limit = new BigDecimal(limit);
    }

    @Override
    public synchronized void reserve(TenantId tenant, ActorId actor, String call, String purpose, BigDecimal upTo) {
        if (reserved.containsKey(call) || settled.containsKey(call)) {
            return;
        }
        if (used().add(upTo).compareTo(limit) > 0) {
            throw new BudgetExceededException("tenant/2026-11", limit, "USD");
        }
        reserved.put(call, upTo);
        told.add("reserve " + call + " " + upTo.toPlainString());
        highest = highest.max(used());
    }

    @Override
    public synchronized void settle(TenantId tenant, ActorId actor, String call, Spend actual) {
        reserved.remove(call);
        settled.putIfAbsent(call, actual.cost().amount());
        spends.add(actual);
        told.add("settle " + call + " " + actual.cost().amount().toPlainString());
    }

    @Override
    public synchronized void release(TenantId tenant, ActorId actor, String call) {
        reserved.remove(call);
        told.add("release " + call);
    }

    synchronized BigDecimal used() {
        return reserved.values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .add(settled.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    synchronized int open() {
        return reserved.size();
    }
}
