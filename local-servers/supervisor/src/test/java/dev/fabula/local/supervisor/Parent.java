package dev.fabula.local.supervisor;

import java.nio.file.Path;
import java.util.EnumSet;

/** A process that has all the servers, for tests that kill it. */
final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
        EnumSet<ServerKind> all = EnumSet.allOf(ServerKind.class);
        LocalServers servers = LocalServers.open(
                Path.of(args[0]), Path.of(args[1]), all, (kind, what) -> System.err.println(kind.id() + " " + what));
        servers.start();
        for (ServerKind kind : all) {
            servers.ready(kind).join();
        }
        System.out.println("RUNNING");
        Thread.currentThread().join();
    }
}
