package dev.fabula.query.graph;

import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.query.graph.KinLink.Kind;
import dev.fabula.readschema.ReadGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Reads what joins people from the graph that is shown, one step at a time: whoever asks knows when it is enough. */
@Component
@Conditional(WithGraph.class)
class KinReader {

    private static final String GRAPH = "kin";

    private static final SessionConfig READING =
            SessionConfig.builder().withDefaultAccessMode(AccessMode.READ).build();

    private static final TransactionConfig LIMITED =
            TransactionConfig.builder().withTimeout(Duration.ofSeconds(5)).build();

    /** Of a person and those who were merged into them, also by way of others. */
    private static final String EVERYBODY = ReadGraph.SHOWN + """
            UNWIND $people AS id
            MATCH (person:Person:Element {identity: shown.target + '/' + $tenant + '/person/' + id})
            OPTIONAL MATCH (merged:Person)-[:MERGED_INTO*1..8]->(person)
            WITH id, person, collect(merged) AS others
            UNWIND [person] + others AS one
            """;

    /** Not what came with an import that is not seen, and not what one that is seen removed. */
    private static final String SEEN = "WHERE (link.imported IS NULL OR link.imported IN $imports)"
            + " AND (link.goneBy IS NULL OR NOT link.goneBy IN $imports)\n";

    /** Whom somebody is told of as. */
    private static final String TOLD_AS =
            "OPTIONAL MATCH (other)-[:MERGED_INTO*1..8]->(now:Person) WHERE NOT (now)-[:MERGED_INTO]->(:Person)\n";

    private final Driver driver;
    private final String graph;

    KinReader(Driver driver, @Value("${fabula.neo4j.prefix:}") String prefix) {
        this.driver = driver;
        this.graph = prefix + GRAPH;
    }

    /**
     * To the parents of people.
     *
     * @param imports that are seen
     */
    List<KinLink> up(Collection<String> children, Set<String> imports) {
        return read(
                EVERYBODY + "MATCH (one)<-[link:PARENT_OF]-(other:Person)\n" + SEEN + TOLD_AS
                        + "RETURN 'PARENT_OF' AS kind, coalesce(now.id, other.id) AS from, id AS to, properties(link) AS link",
                children,
                imports);
    }

    /** To the children of people. */
    List<KinLink> down(Collection<String> parents, Set<String> imports) {
        return read(
                EVERYBODY + "MATCH (one)-[link:PARENT_OF]->(other:Person)\n" + SEEN + TOLD_AS
                        + "RETURN 'PARENT_OF' AS kind, id AS from, coalesce(now.id, other.id) AS to, properties(link) AS link",
                parents,
                imports);
    }

    /** To their partners, and to whom they are associated with in either direction. */
    List<KinLink> beside(Collection<String> people, Set<String> imports) {
        return read(
                EVERYBODY + "MATCH (one)-[link:PARTNER_OF|ASSOCIATED_WITH]-(other:Person)\n" + SEEN + TOLD_AS
                        + "WITH id, one, link, coalesce(now.id, other.id) AS them\n"
                        + "RETURN type(link) AS kind, CASE WHEN startNode(link) = one THEN id ELSE them END AS from,"
                        + " CASE WHEN startNode(link) = one THEN them ELSE id END AS to, properties(link) AS link",
                people,
                imports);
    }

    /** @throws ErrorResponseException 503 where the graph cannot be asked */
    private List<KinLink> read(String cypher, Collection<String> people, Set<String> imports) {
        if (people.isEmpty()) {
            return List.of();
        }
        Map<String, Object> parameters = Map.of(
                "graph",
                graph,
                "tenant",
                Caller.required().tenant().value(),
                "people",
                new ArrayList<>(people),
                "imports",
                new ArrayList<>(imports));
        // Not in a transaction of the driver's: to begin and to end one are two more round trips, and an answer takes
        // dozens of steps.
        try (Session session = driver.session(READING)) {
            return session.run(cypher, parameters, LIMITED).list(KinReader::link);
        } catch (ServiceUnavailableException | SessionExpiredException | TransientException away) {
            throw unavailable("graph-unavailable", "The graph cannot be asked at the moment; try again later.", away);
        } catch (Neo4jException failed) {
            if (failed.code() != null && failed.code().contains("TransactionTimedOut")) {
                throw unavailable("graph-too-slow", "The graph took too long to answer; ask for less depth.", failed);
            }
            throw failed;
        }
    }

    private static ErrorResponseException unavailable(String code, String detail, Throwable cause) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.setProperty("code", code);
        return new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, problem, cause);
    }

    private static KinLink link(Record row) {
        org.neo4j.driver.Value link = row.get("link");
        return new KinLink(
                Kind.valueOf(row.get("kind").asString()),
                row.get("from").asString(),
                row.get("to").asString(),
                link.get("pedigree").asString(null),
                !link.get("marriages").isNull() && link.get("marriages").size() > 0,
                !link.get("endings").isNull() && link.get("endings").size() > 0,
                link.get("role").asString(null));
    }

    static Set<String> others(List<KinLink> links, Collection<String> known) {
        return links.stream()
                .flatMap(link -> Stream.of(link.from(), link.to()))
                .filter(id -> !known.contains(id))
                .collect(Collectors.toSet());
    }
}
