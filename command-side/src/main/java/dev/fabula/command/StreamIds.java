package dev.fabula.command;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.eventstore.codec.Ulids;

/** Ids of aggregates that are found by a name, without a table that would have to be kept. */
public final class StreamIds {

    private StreamIds() {}

    /**
     * Always the same for the same name.
     *
     * @param aggregate the kind of aggregate, for instance {@code SpendBudget}
     */
    public static String of(TenantId tenant, String aggregate, String name) {
        return Ulids.named(tenant.value() + '\0' + aggregate + '\0' + name);
    }
}
