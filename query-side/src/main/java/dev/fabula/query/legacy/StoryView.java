package dev.fabula.query.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fabula.query.legacy.StoriesQueries.Revision;
import dev.fabula.query.legacy.StoriesQueries.StoryRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A written memory.
 *
 * @param revision that is shown
 * @param latest the last one there is, for those who may edit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoryView(
        String story,
        String legacy,
        int revision,
        @Nullable Integer latest,
        boolean published,
        boolean removed,
        String title,
        String text,
        String author,
        List<Mentioned> people,
        List<String> contexts,
        List<String> tags,
        Instant writtenAt,
        Instant changedAt,
        long version) {

    /** Somebody of whom it tells. */
    record Mentioned(String person, String name) {}

    /** @param edits whether the reader may go on from the last revision */
    static StoryView of(StoryRow row, Revision revision, boolean edits, List<Mentioned> people) {
        return new StoryView(
                row.story(),
                row.legacy(),
                revision.revision(),
                edits ? row.revision() : null,
                row.published() != null,
                row.removed(),
                revision.title(),
                revision.text(),
                row.author(),
                people,
                revision.contexts(),
                row.tags(),
                row.writtenAt(),
                row.changedAt(),
                row.version());
    }
}
