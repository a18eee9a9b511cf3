package dev.fabula.projection.elasticsearch;

import dev.fabula.projection.Change;
import dev.fabula.projection.TenantKey;
import java.util.Collection;
import java.util.Map;

/**
 * Looks up fields that documents have beside what their values say, as the vector of a text: they are no part of a value,
 * are not loaded, and count in no digest.
 */
@FunctionalInterface
public interface Completion<V> {

    /**
     * Called with what one request will hold, before it is sent, and again where that is repeated.
     *
     * @param changes each with a value
     * @return fields by key; of a key that is not there, none
     * @throws dev.fabula.projection.SinkUnavailableException where they cannot be looked up now
     * @throws dev.fabula.projection.SinkRefusedException where one never can be
     */
    Map<TenantKey, Map<String, Object>> fields(Collection<Change<V>> changes);
}
