package dev.fabula.application.operations;

import dev.fabula.projection.runtime.ProjectionStatus;
import dev.fabula.projection.runtime.ProjectionStatus.Copy;
import dev.fabula.projection.runtime.ProjectionStatus.Part;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a projection is.
 *
 * @param version that this node's code has
 * @param head the last position of the history
 * @param rebuild the last one, whether it has ended or not
 */
record ProjectionView(
        String name,
        int version,
        long head,
        List<GenerationView> generations,
        @Nullable RebuildView rebuild) {

    /**
     * @param state building, following, current or previous
     * @param target what it is called in its sink
     * @param position everything up to here is in it
     * @param lagSeconds how old the first event is that is missing
     * @param deadLetters events that are parked
     */
    record GenerationView(
            int number,
            int version,
            String state,
            String target,
            long position,
            long lagPositions,
            double lagSeconds,
            long deadLetters,
            List<SegmentView> segments) {

        static GenerationView of(Copy copy) {
            return new GenerationView(
                    copy.number(),
                    copy.version(),
                    copy.state().name().toLowerCase(Locale.ROOT),
                    copy.target(),
                    copy.position(),
                    copy.lagPositions(),
                    copy.lagSeconds(),
                    copy.deadLetters(),
                    copy.segments().stream().map(SegmentView::of).toList());
        }
    }

    /** @param node that folds it; nothing where none does */
    record SegmentView(int number, long position, @Nullable String node) {

        static SegmentView of(Part part) {
            return new SegmentView(part.number(), part.position(), part.owner());
        }
    }

    static ProjectionView of(ProjectionStatus status) {
        return new ProjectionView(
                status.name(),
                status.version(),
                status.head(),
                status.generations().stream().map(GenerationView::of).toList(),
                status.rebuild() == null ? null : RebuildView.of(status.rebuild()));
    }
}
