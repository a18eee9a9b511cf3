package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.fabula.query.legacy.StoriesQueries.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a written memory.
 *
 * @param difference from the revision before, in the unified format; nothing for the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevisionView(
        int revision,
        String author,
        String title,
        @Nullable String reason,
        @Nullable String difference,
        Instant writtenAt) {

    private static final int CONTEXT_LINES = 2;

    /** @param before the one that it followed; nothing for the first */
    static RevisionView of(@Nullable Revision before, Revision revision) {
        return new RevisionView(
                revision.revision(),
                revision.author(),
                revision.title(),
                revision.reason(),
                before == null ? null : difference(before, revision),
                revision.writtenAt());
    }

    private static String difference(Revision before, Revision after) {
        List<String> old = lines(before);
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        "revision " + before.revision(),
                        "revision " + after.revision(),
                        old,
                        DiffUtils.diff(old, lines(after)),
                        CONTEXT_LINES));
    }

    private static List<String> lines(Revision revision) {
        List<String> lines = new ArrayList<>(List.of(revision.title(), ""));
        revision.text().lines().forEach(lines::add);
        return lines;
    }
}
