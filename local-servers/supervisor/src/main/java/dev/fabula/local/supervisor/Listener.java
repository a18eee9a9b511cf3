package dev.fabula.local.supervisor;

/** Told what happens to the servers, in words for a person; called on any thread. */
@FunctionalInterface
public interface Listener {
    void event(ServerKind kind, String what);
}
