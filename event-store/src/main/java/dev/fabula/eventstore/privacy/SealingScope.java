package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;

/** Whose data is being written or read: an attribute of each write and read of JSON with personal data in it. */
public record SealingScope(TenantId tenant, ActorId actor) {
    /** The name of the attribute. */
    public static final Object ATTRIBUTE = SealingScope.class;
}
