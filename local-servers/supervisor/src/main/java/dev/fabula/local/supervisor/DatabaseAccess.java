package dev.fabula.local.supervisor;

/**
 * A database with its two roles: one that owns and migrates it, one that only works in it.
 *
 * @param url for JDBC
 */
public record DatabaseAccess(String url, String ownerUser, String ownerPassword, String appUser, String appPassword) {
    @Override
    public String toString() {
        return url;
    }
}
