package dev.fabula.projection.neo4j;

import java.time.Duration;

/**
 * Limits of what is asked of Neo4j.
 *
 * @param batch elements in one transaction, at most
 * @param parallel transactions that fill side by side
 * @param attempts at a transaction that others were in the way of
 * @param timeout of one transaction
 * @param scanTimeout of one that reads all of a generation
 */
public record GraphSettings(int batch, int parallel, int attempts, Duration timeout, Duration scanTimeout) {

    public static final GraphSettings DEFAULT =
            new GraphSettings(2_500, 2, 8, Duration.ofSeconds(20), Duration.ofMinutes(10));

    public GraphSettings {
        require(batch >= 1 && batch <= 10_000, "batch is 1 to 10000, not " + batch);
        require(parallel >= 1 && parallel <= 16, "parallel is 1 to 16, not " + parallel);
        require(attempts >= 1 && attempts <= 100, "attempts is 1 to 100, not " + attempts);
        require(timeout.isPositive() && scanTimeout.isPositive(), "timeouts are longer than nothing");
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException("settings of a graph: " + what);
        }
    }
}
