package dev.fabula.local.supervisor;

/**
 * How a server is right now.
 *
 * @param pid its process, 0 where there is none
 * @param restarts how often it has died and been started again
 * @param detail what it last said of itself
 */
public record ServerStatus(
        ServerKind kind, State state, String version, int port, long pid, int restarts, String detail) {

    /** What a server can be doing. */
    public enum State {
        STARTING,
        READY,
        RESTARTING,
        STOPPED
    }
}
