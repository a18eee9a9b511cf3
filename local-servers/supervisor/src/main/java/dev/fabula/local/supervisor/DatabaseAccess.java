package dev.fabula.local.supervisor;

/**
 * A database with its roles: one owns and migrates it, the others only work in it.
 *
 * @param url for JDBC
 * @param app works for one tenant at a time
 * @param append appends to the history
 * @param operate reads the history of all tenants
 * @param analytics reads what is counted of one tenant at a time, and nothing else
 */
public record DatabaseAccess(String url, Login owner, Login app, Login append, Login operate, Login analytics) {

    /** A role that can log in. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }
}
