package dev.fabula.contracts.tenancy;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * Who the current call is made by, from its token alone, bound for the length of the call.
 *
 * @param requestId what the call is named in logs and problems, at most 64 characters
 */
public record Caller(TenantId tenant, ActorId actor, Set<Role> roles, String requestId) {

    private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The caller of this thread's call, if there is one. */
    public static Optional<Caller> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** The caller of this thread's call; there must be one. */
    public static Caller required() {
        return current().orElseThrow(() -> new NoSuchElementException("no caller is bound to this thread"));
    }

    /** Runs the work on behalf of this caller; afterwards the binding is gone, however the work ends. */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}
