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
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/** A Neo4j with nothing in it, gone when closed. */
final class BenchGraph implements AutoCloseable {

    private final Path folder;
    private final LocalServers servers;
    private final Driver driver;

    private BenchGraph(Path folder, LocalServers servers, Driver driver) {
        this.folder = folder;
        this.servers = servers;
        this.driver = driver;
    }

    static BenchGraph start() throws IOException {
        Path home = Path.of(System.getProperty("fabula.home", "")).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(home.resolve("target")), "bench-");
        LocalServers servers = LocalServers.open(home, folder, Set.of(ServerKind.NEO4J), (_, _) -> {});
        servers.start();
        servers.ready(ServerKind.NEO4J).join();
        Endpoint at = servers.endpoint(ServerKind.NEO4J);
        Driver driver = GraphDatabase.driver(
                "bolt://" + at.host() + ":" + at.port(), AuthTokens.basic(at.username(), at.password()));
        BenchGraph graph = new BenchGraph(folder, servers, driver);
        graph.run("CREATE CONSTRAINT single IF NOT EXISTS FOR (n:Single) REQUIRE n.id IS UNIQUE");
        graph.run("CALL db.awaitIndexes(60)");
        return graph;
    }

    Endpoint endpoint() {
        return servers.endpoint(ServerKind.NEO4J);
    }

    Driver driver() {
        return driver;
    }

    /** What the baseline wrote. */
    void forget() {
        run("MATCH (n:Single) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2500 ROWS");
    }

    private void run(String statement) {
        try (Session session = driver.session()) {
            session.run(statement).consume();
        }
    }

    @Override
    public void close() throws IOException {
        driver.close();
        servers.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
