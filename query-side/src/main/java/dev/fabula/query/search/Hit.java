package dev.fabula.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found, as the caller sees it.
 *
 * @param id of the story, person or session
 * @param revision of the story that the caller sees, or the number of the beat that was found
 * @param author of a story
 * @param date when it was written or begun
 * @param passage the part of its text that is nearest to what was looked for
 * @param highlights where its words were found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Hit(
        Kind kind,
        String id,
        @Nullable String legacy,
        String title,
        @Nullable Integer revision,
        @Nullable String author,
        List<String> tags,
        List<String> genres,
        @Nullable Instant date,
        @Nullable Passage passage,
        List<Marks> highlights,
        @Nullable Explanation explanation) {

    /**
     * What a program needs that goes on from it.
     *
     * @param kind story or beat
     * @param source the story or session
     * @param revision of the story, or the number of the beat
     * @param chunk its number in the text, from 0
     * @param start its first place in the text, in UTF-16 units
     * @param end the place after its last
     */
    record Passage(String kind, String source, int revision, int chunk, int start, int end, String text) {}

    /**
     * Why it is where it is.
     *
     * @param keyword what searching by words had of it
     * @param semantic what searching by meaning had of it
     * @param weight of the second, where the first counts 1: it depends on the model
     * @param fused 1 / (60 + rank) of the first, and weight / (60 + rank) of the second
     * @param matched fields in which words were found
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Explanation(
            @Nullable Place keyword, @Nullable Place semantic, double weight, double fused, List<String> matched) {}

    /**
     * @param rank among what the caller sees, from 1
     * @param score of that list: to be compared with no other
     */
    record Place(int rank, double score) {}

    Hit explained(Explanation why) {
        return new Hit(kind, id, legacy, title, revision, author, tags, genres, date, passage, highlights, why);
    }
}
