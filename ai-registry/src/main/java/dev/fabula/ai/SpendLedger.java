package dev.fabula.ai;

import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.math.BigDecimal;

/**
 * Where budgets are kept: a port. A call is reserved before anything goes out, and ends settled or released. Each call is
 * idempotent by its id. What cannot cost anything is settled without having been reserved, so that its usage is known.
 */
public interface SpendLedger {

    /**
     * Keeps what the call may cost at most.
     *
     * @param upTo in the currency of {@code AiSettings}
     * @throws BudgetExceededException if that much is not left; then the call is not made, and nothing is kept
     */
    void reserve(TenantId tenant, ActorId actor, String callId, String purpose, BigDecimal upTo);

    /** Puts what was spent in the place of what was reserved, even if it is more. */
    void settle(TenantId tenant, ActorId actor, String callId, Spend actual);

    /** Nothing was spent: gives back what was reserved. */
    void release(TenantId tenant, ActorId actor, String callId);
}
