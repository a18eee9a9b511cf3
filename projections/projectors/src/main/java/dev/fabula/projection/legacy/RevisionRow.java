package dev.fabula.projection.legacy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a written memory; story and number are the row's key.
 *
 * @param reason why it was revised, in its author's words
 */
record RevisionRow(
        String story,
        String legacy,
        int revision,
        String author,
        String title,
        String text,
        List<String> people,
        List<String> contexts,
        @Nullable String reason,
        Instant writtenAt) {}
