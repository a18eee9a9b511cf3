package dev.fabula.projection.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a projection is.
 *
 * @param version that this node's code has
 * @param head the last position of the history
 * @param rebuild the last one, whether it has ended or not
 */
public record ProjectionStatus(
        String name,
        int version,
        long head,
        List<Copy> generations,
        @Nullable RebuildStatus rebuild) {

    /**
     * A generation.
     *
     * @param position everything up to here is in it
     * @param lagPositions how many are missing
     * @param lagSeconds how old the first of them is
     */
    public record Copy(
            int number,
            int version,
            Generation.State state,
            String target,
            long position,
            long lagPositions,
            double lagSeconds,
            long deadLetters,
            List<Part> segments) {}

    /**
     * A segment.
     *
     * @param owner the node that has it; nothing where none has
     */
    public record Part(int number, long position, @Nullable String owner) {}

    /**
     * A rebuild and how far it is.
     *
     * @param progress 0 to 1, of the bulk
     * @param perSecond events, in the bulk
     * @param etaSeconds until the bulk is done; nothing before that can be told
     */
    public record RebuildStatus(
            Rebuild rebuild,
            @Nullable Integer generationNumber,
            double progress,
            double perSecond,
            @Nullable Double etaSeconds,
            @Nullable Verification verification) {}
}
