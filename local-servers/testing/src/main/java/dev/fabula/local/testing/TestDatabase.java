package dev.fabula.local.testing;

import dev.fabula.local.supervisor.DatabaseAccess;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.PostgresDatabases;
import dev.fabula.local.supervisor.ServerKind;

/** A fresh database for one test class, dropped when closed. */
public final class TestDatabase implements AutoCloseable {

    private final Endpoint server;
    private final String name;
    private final DatabaseAccess access;

    private TestDatabase(Endpoint server, String name, DatabaseAccess access) {
        this.server = server;
        this.name = name;
        this.access = access;
    }

    public static TestDatabase create(Class<?> test) {
        Endpoint server = TestServers.of(ServerKind.POSTGRES);
        String name = TestServers.nameFor(test);
        return new TestDatabase(
                server,
                name,
                PostgresDatabases.prepare(
                        server, name, TestServers.folder().resolve("postgres").resolve("secrets")));
    }

    public DatabaseAccess access() {
        return access;
    }

    @Override
    public void close() {
        PostgresDatabases.drop(server, name);
    }
}
