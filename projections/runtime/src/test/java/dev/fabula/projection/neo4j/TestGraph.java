package dev.fabula.projection.neo4j;

import dev.fabula.local.supervisor.Endpoint;
import dev.fabula.local.supervisor.ServerKind;
import dev.fabula.local.testing.TestServers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/** The Neo4j of this build's tests, with names that no other test class uses. */
public final class TestGraph implements AutoCloseable {

    private final Driver driver;
    private final String name;

    private TestGraph(Driver driver, String name) {
        this.driver = driver;
        this.name = name;
    }

    public static TestGraph create(Class<?> test) {
        return new TestGraph(connect(TestServers.of(ServerKind.NEO4J)), TestServers.nameFor(test));
    }

    /** A driver that gives up soon. */
    public static Driver connect(Endpoint at) {
        return GraphDatabase.driver(
                "bolt://" + at.host() + ":" + at.port(),
                at.username() == null ? AuthTokens.none() : AuthTokens.basic(at.username(), at.password()),
                Config.builder()
                        .withConnectionTimeout(2, TimeUnit.SECONDS)
                        .withConnectionAcquisitionTimeout(2, TimeUnit.SECONDS)
                        .build());
    }

    public Driver driver() {
        return driver;
    }

    /** What the graph of the test is called. */
    public String name() {
        return name;
    }

    public List<Record> ask(String query, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            return session.run(query, parameters).list();
        }
    }

    public long count(String query) {
        return ask(query, Map.of()).getFirst().get(0).asLong();
    }

    @Override
    public void close() {
        try (Session session = driver.session()) {
            for (String rest : List.of(
                    "MATCH (n:Element) WHERE n.generation STARTS WITH $name DETACH DELETE n",
                    "MATCH (n:Generation {projection: $name}) DELETE n",
                    "MATCH (n:GraphSchema) WHERE n.name STARTS WITH $name DELETE n")) {
                session.run(rest, Map.of("name", name)).consume();
            }
        }
        driver.close();
    }
}
