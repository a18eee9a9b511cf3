package dev.fabula.command.search;

import dev.fabula.contracts.tenancy.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Where vectors are kept: a port to a table. Each is there once for each tenant, model and text. */
public interface VectorStore {

    /**
     * Which of these there are, and how long each vector is. Those that there are belong to these subjects, too, from now
     * on.
     *
     * @param wanted whose texts they are, by reference
     */
    Map<String, Integer> use(TenantId tenant, Map<String, Set<String>> wanted);

    /**
     * Keeps vectors; one that is there already stays.
     *
     * @param subjects whose texts they are, by reference
     */
    void add(TenantId tenant, String model, Map<String, float[]> vectors, Map<String, Set<String>> subjects);

    /** An event refers to them. */
    void recorded(TenantId tenant, Collection<String> references);

    /** Deletes what belongs to nobody but this subject. */
    void forget(TenantId tenant, String subject);
}
