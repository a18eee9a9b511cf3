package dev.fabula.projection.search;

import dev.fabula.contracts.tenancy.TenantId;
import java.util.Collection;
import java.util.Map;

/** Where vectors are looked up: a port to a table that is no part of this module. */
@FunctionalInterface
public interface Vectors {

    /**
     * Those that there are, by reference.
     *
     * @throws dev.fabula.projection.SinkUnavailableException where they cannot be looked up now
     */
    Map<String, float[]> find(TenantId tenant, Collection<String> references);
}
