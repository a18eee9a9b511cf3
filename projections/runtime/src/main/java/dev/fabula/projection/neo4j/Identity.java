package dev.fabula.projection.neo4j;

import dev.fabula.contracts.tenancy.TenantId;
import dev.fabula.projection.TenantKey;
import java.util.HashMap;
import java.util.Map;

/**
 * What an element is found by, alone in all of the graph: {@code <generation>/<tenant>/<key>}. Neither of the first two
 * has a slash, so no two keys share one.
 */
final class Identity {

    private Identity() {}

    static String of(String target, TenantKey key) {
        return target + '/' + key.tenant().value() + '/' + Property.encodable(key.key());
    }

    static TenantKey key(String target, String identity) {
        int slash = identity.indexOf('/', target.length() + 1);
        return new TenantKey(
                new TenantId(identity.substring(target.length() + 1, slash)), identity.substring(slash + 1));
    }

    /** The properties that every element has. */
    static Map<String, Object> properties(String target, TenantKey key, long position) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("identity", of(target, key));
        properties.put("tenant", key.tenant().value());
        properties.put("generation", target);
        properties.put("key", Property.encodable(key.key()));
        properties.put("position", position);
        return properties;
    }
}
