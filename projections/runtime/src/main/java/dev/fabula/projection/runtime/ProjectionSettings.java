package dev.fabula.projection.runtime;

import java.time.Duration;

/**
 * Limits and rhythms of the runtime.
 *
 * @param segments into how many parts a projection is cut, shared out among nodes; decided when a generation is made
 * @param threads that fold live events on this node, for all projections together
 * @param batch events in one live batch, at most
 * @param claimTimeout after which a node that no longer says anything has lost its segments
 * @param rhythm between two looks at what there is to run
 * @param lease for how long a rebuild belongs to a node that no longer says anything
 * @param window positions of a rebuild between two checkpoints
 * @param values of a rebuild that are kept in memory, at most
 * @param sampleEvery between two samples that are compared with fresh folds; zero for never
 * @param sampleSize keys in a sample
 */
public record ProjectionSettings(
        int segments,
        int threads,
        int batch,
        Duration claimTimeout,
        Duration rhythm,
        Duration lease,
        int window,
        int values,
        Duration sampleEvery,
        int sampleSize) {

    public static final ProjectionSettings DEFAULT = new ProjectionSettings(
            2,
            4,
            500,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            1_000_000,
            200_000,
            Duration.ofMinutes(1),
            20);

    public ProjectionSettings {
        require(segments >= 1 && segments <= 64, "segments is 1 to 64");
        require(threads >= 1 && threads <= 64, "threads is 1 to 64");
        require(batch >= 1 && batch <= 10_000, "batch is 1 to 10000");
        require(window >= 1_000, "window is 1000 or more");
        require(values >= 1_000, "values is 1000 or more");
        require(sampleSize >= 1 && sampleSize <= 1_000, "sampleSize is 1 to 1000");
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException("settings of projections: " + what);
        }
    }
}
