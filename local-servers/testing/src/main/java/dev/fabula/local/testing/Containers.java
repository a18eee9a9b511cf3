package dev.fabula.local.testing;

import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The same servers in containers, of the same versions; each test JVM has its own, and they end with it. */
final class Containers implements ServerProvider {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Map<ServerKind, Endpoint> running = new EnumMap<>(ServerKind.class);
    private final String password = UUID.randomUUID().toString();

    @Override
    public synchronized Endpoint need(ServerKind kind) {
        return running.computeIfAbsent(kind, this::start);
    }

    private Endpoint start(ServerKind kind) {
        return switch (kind) {
            case POSTGRES -> {
                GenericContainer<?> server = container("postgres:18", 5432)
                        .withEnv("POSTGRES_PASSWORD", password)
                        .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2));
                yield at(server, 5432, "postgres");
            }
            case KAFKA -> {
                // Its own class, because a broker must be told the address that its clients see.
                KafkaContainer server = new KafkaContainer("apache/kafka:4.2.1");
                server.start();
                String[] address =
                        server.getBootstrapServers().replaceFirst("^.*://", "").split(":", 2);
                yield new Endpoint(address[0], Integer.parseInt(address[1]), null, null);
            }
            case ELASTICSEARCH -> {
                GenericContainer<?> server = container("docker.elastic.co/elasticsearch/elasticsearch:9.5.3", 9200)
                        .withEnv("discovery.type", "single-node")
                        .withEnv("xpack.security.enabled", "false")
                        .withEnv("ES_JAVA_OPTS", "-Xmx512m")
                        .waitingFor(Wait.forHttp("/_cluster/health").forPort(9200));
                yield at(server, 9200, null);
            }
            case NEO4J -> {
                GenericContainer<?> server = container("neo4j:2026.08.1", 7687)
                        .withEnv("NEO4J_AUTH", "neo4j/" + password)
                        .waitingFor(Wait.forLogMessage(".*Started\\..*", 1));
                yield at(server, 7687, "neo4j");
            }
        };
    }

    // Testcontainers' own reaper ends them with this JVM, however it ends.
    @SuppressWarnings("resource")
    private static GenericContainer<?> container(String image, int port) {
        return new GenericContainer<>(image).withExposedPorts(port).withStartupTimeout(PATIENCE);
    }

    private Endpoint at(GenericContainer<?> server, int port, @org.jspecify.annotations.Nullable String user) {
        server.start();
        return new Endpoint(server.getHost(), server.getMappedPort(port), user, user == null ? null : password);
    }
}
