package dev.fabula.projection;

import dev.fabula.contracts.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** What a stored value is found by: a key of a tenant, as text. */
public record TenantKey(TenantId tenant, String key) implements Comparable<TenantKey> {

    private static final int LONGEST = 255;

    public TenantKey {
        if (key.isEmpty() || key.length() > LONGEST) {
            throw new IllegalArgumentException("the key of a read model has 1 to " + LONGEST + " characters: " + key);
        }
    }

    /** The same in every process, and even over all bits: segments and buckets are cut from it. */
    public int spread() {
        int hash = 31 * tenant.value().hashCode() + key.hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x7feb352d;
        hash = (hash ^ (hash >>> 15)) * 0x846ca68b;
        return hash ^ (hash >>> 16);
    }

    /** The key first: keys differ where tenants hardly do, and folds ask this for every event. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TenantKey that
                && key.equals(that.key)
                && tenant.value().equals(that.tenant.value());
    }

    @Override
    public int hashCode() {
        return spread();
    }

    @Override
    public int compareTo(TenantKey other) {
        int byTenant = tenant.value().compareTo(other.tenant.value());
        return byTenant != 0 ? byTenant : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return tenant.value() + "/" + key;
    }
}
