package dev.fabula.projection.neo4j;

import dev.fabula.projection.Sink;
import dev.fabula.projection.SinkContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

/** A read model in Neo4j is what a sink must be. */
class Neo4jSinkTest extends SinkContract {

    private static TestGraph graph;
    private static Neo4jSink<Thing> sink;

    @BeforeAll
    static void create() {
        graph = TestGraph.create(Neo4jSinkTest.class);
        sink = new Neo4jSink<>(
                graph.driver(),
                new PGSimpleDataSource(),
                graph.name(),
                GraphMapping.of(Thing.class).node(Thing.class, "Thing").build(),
                Map.of(),
                GraphSettings.DEFAULT);
    }

    @AfterAll
    static void drop() {
        graph.close();
    }

    @Override
    protected Sink<Thing> sink() {
        return sink;
    }
}
