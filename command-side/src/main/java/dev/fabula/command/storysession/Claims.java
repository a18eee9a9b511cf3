package dev.fabula.command.storysession;

import java.time.Duration;

/**
 * Which node tells which beat: a port to a table that all nodes share. A claim is a lease: who dies loses it, and then
 * somebody else tells the beat.
 */
public interface Claims {

    /** Whether the request is this node's now, because it was nobody's. */
    boolean claim(String request, Duration lease);

    /** Keeps all claims of this node. */
    void keep(Duration lease);

    void release(String request);
}
