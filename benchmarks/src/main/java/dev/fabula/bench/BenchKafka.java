package dev.fabula.bench;

import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** A Kafka with nothing in it, gone when closed. */
final class BenchKafka implements AutoCloseable {

    private final Path folder;
    private final LocalServers servers;

    private BenchKafka(Path folder, LocalServers servers) {
        this.folder = folder;
        this.servers = servers;
    }

    static BenchKafka start() throws IOException {
        Path home = Path.of(System.getProperty("fabula.home", "")).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(home.resolve("target")), "bench-");
        LocalServers servers = LocalServers.open(home, folder, Set.of(ServerKind.KAFKA), (_, _) -> {});
        servers.start();
        servers.ready(ServerKind.KAFKA).join();
        return new BenchKafka(folder, servers);
    }

    String bootstrap() {
        Endpoint at = servers.endpoint(ServerKind.KAFKA);
        return at.host() + ":" + at.port();
    }

    @Override
    public void close() throws IOException {
        servers.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
