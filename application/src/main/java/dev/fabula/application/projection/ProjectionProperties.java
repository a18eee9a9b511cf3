package dev.fabula.application.projection;

import dev.fabula.projection.runtime.ProjectionSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Projections, under {@code fabula.projections}.
 *
 * @param segments into how many parts a projection is cut, shared out among nodes; holds for generations made from now on
 * @param threads that fold live events on this node, for all projections together
 * @param batch events in one live batch, at most
 * @param claimTimeout after which a node that no longer says anything has lost its segments
 * @param rhythm between two looks at what there is to run
 * @param lease for how long a rebuild belongs to a node that no longer says anything
 * @param window positions of a rebuild between two checkpoints
 * @param values of a rebuild that are kept in memory, at most
 * @param sampleEvery between two samples that are compared with fresh folds; 0 for never
 * @param sampleSize keys in a sample
 * @param rebuildWorkers threads of a rebuild for which nobody says how many
 */
@ConfigurationProperties("fabula.projections")
public record ProjectionProperties(
        @DefaultValue("2") int segments,
        @DefaultValue("4") int threads,
        @DefaultValue("500") int batch,
        @DefaultValue("10s") Duration claimTimeout,
        @DefaultValue("1s") Duration rhythm,
        @DefaultValue("10s") Duration lease,
        @DefaultValue("1000000") int window,
        @DefaultValue("200000") int values,
        @DefaultValue("1m") Duration sampleEvery,
        @DefaultValue("20") int sampleSize,
        @DefaultValue("2") int rebuildWorkers) {

    ProjectionSettings settings() {
        return new ProjectionSettings(
                segments, threads, batch, claimTimeout, rhythm, lease, window, values, sampleEvery, sampleSize);
    }
}
