package dev.fabula.projection.neo4j;

import dev.fabula.projection.SinkUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.TransientException;

/**
 * Constraints and indexes, brought to this version before anything else is asked of the graph. What elements are found by
 * belongs to the sink and is told from its mapping; what readers look for comes as scripts, each applied once, in the
 * order of their numbers. The server may be away when the process starts, so this is done at the first use.
 */
final class GraphSchema {

    private static final int ATTEMPTS = 10;
    private static final long INDEX_PATIENCE_SECONDS = 300;

    private final List<String> own = new ArrayList<>();
    private final String name;
    private final SortedMap<Integer, List<String>> scripts;
    private volatile boolean ensured;

    /**
     * @param name under which it is recorded which scripts have been applied
     * @param types of relationships
     * @param scripts statements by the number of their script; each can be repeated, because a kill may come between it and the
     *     record of it
     */
    GraphSchema(String name, Set<String> types, Map<Integer, List<String>> scripts) {
        this.name = name;
        this.scripts = new TreeMap<>(scripts);
        own.add("CREATE CONSTRAINT element_identity IF NOT EXISTS FOR (n:Element) REQUIRE n.identity IS UNIQUE");
        own.add(
                "CREATE CONSTRAINT generation_projection IF NOT EXISTS FOR (n:Generation) REQUIRE n.projection IS UNIQUE");
        own.add("CREATE CONSTRAINT graph_schema_name IF NOT EXISTS FOR (n:GraphSchema) REQUIRE n.name IS UNIQUE");
        types.forEach(type -> own.add("CREATE CONSTRAINT identity_of_" + type.toLowerCase(Locale.ROOT)
                + " IF NOT EXISTS FOR ()-[r:`" + type + "`]-() REQUIRE r.identity IS UNIQUE"));
    }

    void ensure(Driver driver, SessionConfig config, Duration timeout) {
        if (ensured) {
            return;
        }
        synchronized (this) {
            if (!ensured) {
                try (Session session = driver.session(config)) {
                    apply(session, timeout);
                } catch (Neo4jException failed) {
                    throw new SinkUnavailableException(
                            "cannot make constraints and indexes of the graph: " + failed.getMessage(), failed);
                }
                ensured = true;
            }
        }
    }

    private void apply(Session session, Duration timeout) {
        TransactionConfig limited =
                TransactionConfig.builder().withTimeout(timeout).build();
        own.forEach(statement -> run(session, limited, statement, Map.of()));
        long applied = session.run(
                        "MERGE (s:GraphSchema {name: $name}) RETURN coalesce(s.version, 0) AS version",
                        Map.of("name", name),
                        limited)
                .single()
                .get("version")
                .asLong();
        scripts.tailMap(Math.toIntExact(applied) + 1).forEach((number, statements) -> {
            statements.forEach(statement -> run(session, limited, statement, Map.of()));
            run(
                    session,
                    limited,
                    "MATCH (s:GraphSchema {name: $name}) SET s.version = CASE WHEN coalesce(s.version, 0) < $version"
                            + " THEN $version ELSE s.version END",
                    Map.of("name", name, "version", number));
        });
        TransactionConfig patient = TransactionConfig.builder()
                .withTimeout(Duration.ofSeconds(INDEX_PATIENCE_SECONDS))
                .build();
        run(session, patient, "CALL db.awaitIndexes(" + INDEX_PATIENCE_SECONDS + ")", Map.of());
    }

    /** Nodes that start together get into each other's way here. */
    private static void run(
            Session session, TransactionConfig config, String statement, Map<String, Object> parameters) {
        for (int attempt = 1; ; attempt++) {
            try {
                session.run(statement, parameters, config).consume();
                return;
            } catch (TransientException busy) {
                if (attempt >= ATTEMPTS) {
                    throw busy;
                }
            }
        }
    }
}
