package dev.fabula.local.testing;

import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import java.io.IOException;

/** Where tests get their servers from: local ones, or containers. */
interface ServerProvider {

    /** Starts the server unless it runs; returns once it serves. */
    Endpoint need(ServerKind kind) throws IOException;
}
