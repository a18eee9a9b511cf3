package dev.fabula.local.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/** Chosen free once and kept, so that what was configured elsewhere stays right; chosen anew where somebody took one. */
final class Ports {

    private final Path file;
    private final Properties kept;
    private final Set<Integer> given = new HashSet<>();

    Ports(Path data) throws IOException {
        file = data.resolve("ports.properties");
        kept = Store.read(file);
    }

    int of(ServerKind kind, Listener listener) throws IOException {
        String before = kept.getProperty(kind.id());
        if (before != null) {
            int port = Integer.parseInt(before);
            if (free(port) && given.add(port)) {
                return port;
            }
            listener.event(kind, "port " + port + " is taken by another process, choosing a new one");
        }
        int port = choose();
        kept.setProperty(kind.id(), Integer.toString(port));
        Store.write(file, kept);
        return port;
    }

    private int choose() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
