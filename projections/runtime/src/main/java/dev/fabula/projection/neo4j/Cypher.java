package dev.fabula.projection.neo4j;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neo4j.driver.Transaction;

/**
 * The statements of a batch, each over all its rows. Labels and types are part of the text, from the mapping and never from
 * data. Indexes are named, because a plan made while the graph was empty would scan. Rows of changes have
 * {@code identity}, {@code through} (the position up to which what is there gives way) and {@code properties}.
 */
final class Cypher {

    /** A label that is there already is set to lock the node, before its position is asked. */
    private static final String MATCH =
            "UNWIND $rows AS row MATCH (n:Element {identity: row.identity}) USING INDEX n:Element(identity)"
                    + " SET n:Element WITH n, row WHERE n.position <= row.through SET n = row.properties";

    private Cypher() {}

    static void createNodes(Transaction transaction, String target, String label, List<Map<String, Object>> rows) {
        run(transaction, "UNWIND $rows AS row CREATE (n:Element:`" + target + "`:`" + label + "`) SET n = row", rows);
    }

    static void changeNodes(
            Transaction transaction, String label, Collection<String> labels, List<Map<String, Object>> rows) {
        run(transaction, MATCH + " SET n:`" + label + "` REMOVE n:Hollow" + without(labels, label), rows);
    }

    static void makeHollow(
            Transaction transaction, String target, Collection<String> labels, List<Map<String, Object>> rows) {
        String others = without(labels, target);
        run(transaction, MATCH + " SET n:Hollow" + (others.isEmpty() ? "" : " REMOVE n" + others), rows);
    }

    private static String without(Collection<String> labels, String kept) {
        return labels.stream()
                .filter(label -> !label.equals(kept))
                .map(label -> ":`" + label + "`")
                .collect(Collectors.joining());
    }

    /** Of removed relationships, which nothing hangs on; one that relationships hang on is a placeholder then. */
    static void deleteUnusedHollows(Transaction transaction, List<Map<String, Object>> rows) {
        run(
                transaction,
                "UNWIND $rows AS row MATCH (n:Element&Hollow {identity: row.identity}) USING INDEX n:Element(identity)"
                        + " WHERE NOT (n)--() DELETE n",
                rows);
    }

    static void createRelationships(Transaction transaction, String type, List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int created = transaction
                .run(
                        "UNWIND $rows AS row MATCH (a:Element {identity: row.from}) USING INDEX a:Element(identity)"
                                + " MATCH (b:Element {identity: row.to}) USING INDEX b:Element(identity)"
                                + " CREATE (a)-[r:`" + type + "`]->(b) SET r = row.properties",
                        Map.of("rows", rows))
                .consume()
                .counters()
                .relationshipsCreated();
        if (created != rows.size()) {
            throw new Graph.OvertakenException("an end of " + type + " is missing");
        }
    }

    static void changeRelationships(Transaction transaction, String type, List<Map<String, Object>> rows) {
        run(
                transaction,
                matchRelationship(type)
                        + " SET r = CASE WHEN r.position <= row.through THEN row.properties ELSE properties(r) END"
                        + " REMOVE r.locked",
                rows);
    }

    static void deleteRelationships(Transaction transaction, String type, List<Map<String, Object>> rows) {
        run(
                transaction,
                matchRelationship(type) + " REMOVE r.locked WITH r, row WHERE r.position <= row.through DELETE r",
                rows);
    }

    /** A property is set to lock the relationship, before its position is asked. */
    private static String matchRelationship(String type) {
        return "UNWIND $rows AS row MATCH ()-[r:`" + type + "` {identity: row.identity}]->() USING INDEX r:`" + type
                + "`(identity) SET r.locked = true";
    }

    private static void run(Transaction transaction, String statement, List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            transaction.run(statement, Map.of("rows", rows)).consume();
        }
    }
}
