package dev.fabula.query.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hit of one list, as the index has it.
 *
 * @param id of the story, person or session
 * @param legacy nothing of a session
 * @param revision of the story, or the number of the beat
 * @param chunk which chunk of the text is near; nothing where it was found by words
 * @param document what the index calls it
 * @param marked parts of the text in which found words are marked, by field
 */
record Found(
        Kind kind,
        String id,
        @Nullable String legacy,
        int revision,
        @Nullable Integer chunk,
        double score,
        String document,
        Map<String, List<String>> marked) {

    Found with(Map<String, List<String>> marks) {
        return new Found(kind, id, legacy, revision, chunk, score, document, marks);
    }

    Source source() {
        return new Source(kind, id);
    }

    /** What both lists know a hit by. */
    record Source(Kind kind, String id) {}
}
