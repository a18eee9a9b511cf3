package dev.fabula.local.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * Where a server is, and how its administrator logs in.
 *
 * @param username absent where the server asks nobody's name
 */
public record Endpoint(
        String host,
        int port,
        @Nullable String username,
        @Nullable String password) {
    /** Without the password, because this ends up in logs. */
    @Override
    public String toString() {
        return (username == null ? "" : username + "@") + host + ":" + port;
    }
}
