package dev.fabula.ai;

import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.math.BigDecimal;
import java.util.function.Supplier;

/** Keeps the ledger's rules: reserved before anything goes out, settled or released after. */
final class Accounts {

    private final SpendLedger ledger;

    Accounts(SpendLedger ledger) {
        this.ledger = ledger;
    }

    /** Whose call it is. */
    record Payer(TenantId tenant, ActorId actor, String callId) {}

    /** @param most nothing is reserved for what cannot cost anything */
    <T> T pay(Payer payer, BigDecimal most, CallTrail trail, Supplier<T> call) {
        boolean reserved = most.signum() > 0;
        if (reserved) {
            ledger.reserve(payer.tenant(), payer.actor(), payer.callId(), trail.purpose(), most);
        }
        T answer;
        try {
            answer = call.get();
        } catch (RuntimeException | Error e) {
            close(payer, reserved, trail, e);
            throw e;
        }
        settle(payer, reserved, trail);
        return answer;
    }

    private void close(Payer payer, boolean reserved, CallTrail trail, Throwable failure) {
        try {
            settle(payer, reserved, trail);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void settle(Payer payer, boolean reserved, CallTrail trail) {
        Spend spend = trail.spend();
        if (spend != null) {
            ledger.settle(payer.tenant(), payer.actor(), payer.callId(), spend);
        } else if (reserved) {
            ledger.release(payer.tenant(), payer.actor(), payer.callId());
        }
    }
}
