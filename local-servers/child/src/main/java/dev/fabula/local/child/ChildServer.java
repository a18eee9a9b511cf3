package dev.fabula.local.child;

/** A server that runs in (or is guarded by) this process. */
public interface ChildServer {

    /**
     * Prepares the data folder where needed, starts the server, and returns once it serves.
     *
     * @return the TCP port it serves on, on the loopback address
     */
    int start(ChildOptions options, Progress progress) throws Exception;

    /** Blocks while the server runs; returns (or throws) when it has ended, by itself or by {@link #stop}. */
    void awaitEnd() throws Exception;

    /** Stops cleanly; returns when all is closed. Called once at most, also when {@link #start} has not returned yet. */
    void stop() throws Exception;

    /** Tells the person who waits what takes long, in a few words ("creating the database cluster"). */
    @FunctionalInterface
    interface Progress {
        void step(String what);
    }
}
