package dev.fabula.bench;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.LocalServers;
import dev.fabula.local.supervisor.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** An Elasticsearch with nothing in it, gone when closed. */
final class BenchSearch implements AutoCloseable {

    private final Path folder;
    private final LocalServers servers;
    private final Rest5Client client;

    private BenchSearch(Path folder, LocalServers servers, Rest5Client client) {
        this.folder = folder;
        this.servers = servers;
        this.client = client;
    }

    static BenchSearch start() throws IOException {
        Path home = Path.of(System.getProperty("fabula.home", "")).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(home.resolve("target")), "bench-");
        LocalServers servers = LocalServers.open(home, folder, Set.of(ServerKind.ELASTICSEARCH), (_, _) -> {});
        servers.start();
        servers.ready(ServerKind.ELASTICSEARCH).join();
        Endpoint at = servers.endpoint(ServerKind.ELASTICSEARCH);
        return new BenchSearch(
                folder,
                servers,
                Rest5Client.builder(URI.create("http://" + at.host() + ":" + at.port()))
                        .build());
    }

    String url() {
        Endpoint at = servers.endpoint(ServerKind.ELASTICSEARCH);
        return "http://" + at.host() + ":" + at.port();
    }

    Rest5Client client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        client.close();
        servers.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
