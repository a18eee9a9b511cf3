package dev.fabula.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The local servers of one data folder, as children of this process: they end with it, however it ends. */
public final class LocalServers implements AutoCloseable {

    private final Path data;
    private final FolderLock lock;
    private final Map<ServerKind, SupervisedServer> servers = new EnumMap<>(ServerKind.class);
    private final Map<ServerKind, Endpoint> endpoints = new EnumMap<>(ServerKind.class);
    private boolean closed;

    private LocalServers(Path data, FolderLock lock) {
        this.data = data;
        this.lock = lock;
    }

    /**
     * Takes the data folder and settles ports and passwords; starts nothing yet.
     *
     * @param home the folder in which the servers were built
     * @param data the data folder; made where it does not exist
     * @throws LocalServersException where the folder is in use, of another version or not ours, where space is short, or
     *     where a server is not built; nothing has been touched then
     */
    public static LocalServers open(Path home, Path data, Set<ServerKind> kinds, Listener listener) {
        try {
            Map<ServerKind, Distribution> built = new EnumMap<>(ServerKind.class);
            for (ServerKind kind : kinds) {
                built.put(kind, Distribution.of(home, kind));
            }
            Format.check(data, built);
            requireSpace(data);
            Files.createDirectories(data);
            FolderLock lock = FolderLock.take(data);
            try {
                LocalServers opened = new LocalServers(data, lock);
                Format.record(data, built);
                opened.settle(built, listener);
                return opened;
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new LocalServersException("cannot use the data folder " + data + ": " + failed, failed);
        }
    }

    /** Who has the folder right now. */
    public static Optional<Holder> holder(Path data) {
        return FolderLock.holder(data);
    }

    private void settle(Map<ServerKind, Distribution> built, Listener listener) throws IOException {
        Files.createDirectories(logs());
        Ports ports = new Ports(data);
        for (Map.Entry<ServerKind, Distribution> server : built.entrySet()) {
            ServerKind kind = server.getKey();
            int port = ports.of(kind, listener);
            @Nullable String user = kind.hasPassword() ? kind.administrator() : null;
            @Nullable String password = kind.hasPassword() ? Secrets.read(secrets(), kind.id()) : null;
            Optional<Path> passwordFile =
                    kind.hasPassword() ? Optional.of(Secrets.file(secrets(), kind.id())) : Optional.empty();
            endpoints.put(kind, new Endpoint("127.0.0.1", port, user, password));
            servers.put(
                    kind,
                    new SupervisedServer(
                            kind,
                            server.getValue(),
                            server.getValue().command(data.resolve(kind.id()), port, passwordFile),
                            port,
                            logs().resolve(kind.id() + ".log"),
                            listener));
        }
    }

    private static void requireSpace(Path data) throws IOException {
        long wanted = Long.getLong("fabula.local.min-free-mb", 512);
        Path existing = data.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.resolveSibling("..").normalize();
        }
        long free = Files.getFileStore(existing).getUsableSpace() / (1024 * 1024);
        if (free < wanted) {
            throw new LocalServersException("not enough space for the data folder " + data + ": " + free
                    + " MB are free, at least " + wanted + " MB are wanted. Free some, or use another disk (--data).");
        }
    }

    /** Starts all of them side by side; returns at once. */
    public void start() {
        servers.values().forEach(SupervisedServer::start);
    }

    /** Where the server is or will be. */
    public Endpoint endpoint(ServerKind kind) {
        return required(endpoints.get(kind), kind);
    }

    /** Completes when the server first serves, exceptionally when it cannot. */
    public CompletableFuture<Void> ready(ServerKind kind) {
        return required(servers.get(kind), kind).ready().copy();
    }

    public List<ServerStatus> status() {
        return servers.values().stream().map(SupervisedServer::status).toList();
    }

    public Path data() {
        return data;
    }

    public Path logs() {
        return data.resolve("logs");
    }

    /** Generated passwords and keys; readable by the owner alone. */
    public Path secrets() {
        return data.resolve("secrets");
    }

    /** Stops all of them side by side, waits, and gives the folder free. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        servers.values().forEach(SupervisedServer::requestStop);
        servers.values().forEach(SupervisedServer::awaitStopped);
        try {
            lock.close();
        } catch (IOException failed) {
            throw new LocalServersException("cannot release the data folder " + data, failed);
        }
    }

    private static <T> T required(@Nullable T found, ServerKind kind) {
        if (found == null) {
            throw new IllegalArgumentException(kind.id() + " is not among these servers");
        }
        return found;
    }
}
