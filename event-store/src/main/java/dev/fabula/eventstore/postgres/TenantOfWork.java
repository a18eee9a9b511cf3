package dev.fabula.eventstore.postgres;

import dev.fabula.contracts.event.EventMetadata;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.contracts.tenancy.TenantId;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Which tenant the current work is for: that of the message being handled, else that of the request. */
public final class TenantOfWork {

    private static final ScopedValue<TenantId> BOUND = ScopedValue.newInstance();

    private TenantOfWork() {}

    /** @throws IllegalStateException where no tenant is known: nothing may be loaded then */
    public static TenantId required() {
        if (BOUND.isBound()) {
            return BOUND.get();
        }
        if (CurrentUnitOfWork.isStarted()) {
            Object tenant = CurrentUnitOfWork.get().getMessage().getMetaData().get(EventMetadata.TENANT);
            if (tenant != null) {
                return TenantId.of(tenant.toString());
            }
        }
        return Caller.current()
                .map(Caller::tenant)
                .orElseThrow(() -> new IllegalStateException("a stream can be loaded only on behalf of a tenant"));
    }

    /** For work that goes on elsewhere than where the message was handled. */
    public static Runnable bound(Runnable work) {
        TenantId tenant = required();
        return () -> ScopedValue.where(BOUND, tenant).run(work);
    }
}
