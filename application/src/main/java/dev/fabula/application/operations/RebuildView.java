package dev.fabula.application.operations;

import dev.fabula.projection.runtime.ProjectionStatus.RebuildStatus;
import dev.fabula.projection.runtime.Rebuild;
import dev.fabula.projection.runtime.Verification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild and how far it is.
 *
 * @param state queued, building, catching-up, verifying, ready, promoted, failed or cancelled
 * @param generation the number of the one that it fills; nothing until it begins
 * @param rate events a second; 0 yields to live load, nothing is as fast as possible
 * @param target the position up to which it is filled in bulk
 * @param reached how far it is; what is past the checkpoint is lost with the node
 * @param progress 0 to 1, of the bulk
 * @param perSecond events, in the bulk
 * @param etaSeconds until the bulk is done; nothing where that cannot be told
 * @param takeovers how often another node went on with it
 * @param node that works on it; nothing where none does
 * @param accepted why it was promoted although it differed
 */
record RebuildView(
        String state,
        int version,
        boolean paused,
        @Nullable Integer generation,
        @Nullable Long rate,
        int workers,
        long target,
        long checkpoint,
        long reached,
        double progress,
        long events,
        long rows,
        double perSecond,
        @Nullable Double etaSeconds,
        int takeovers,
        @Nullable String node,
        String requestedBy,
        Instant requestedAt,
        Instant changedAt,
        @Nullable String error,
        @Nullable Verification verification,
        @Nullable String accepted) {

    static RebuildView of(RebuildStatus status) {
        Rebuild rebuild = status.rebuild();
        return new RebuildView(
                rebuild.state().wireName(),
                rebuild.version(),
                rebuild.paused(),
                status.generationNumber(),
                rebuild.rate(),
                rebuild.workers(),
                rebuild.target(),
                rebuild.checkpoint(),
                rebuild.reached(),
                status.progress(),
                rebuild.events(),
                rebuild.rows(),
                status.perSecond(),
                status.etaSeconds(),
                rebuild.takeovers(),
                rebuild.owner(),
                rebuild.requestedBy(),
                rebuild.requestedAt(),
                rebuild.changedAt(),
                rebuild.error(),
                status.verification(),
                rebuild.accepted());
    }
}
