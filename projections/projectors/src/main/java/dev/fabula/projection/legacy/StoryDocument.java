package dev.fabula.projection.legacy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fabula.contracts.event.PersonalData;
import dev.fabula.projection.elasticsearch.DocumentMapping;
import dev.fabula.readschema.ReadSearch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be found of a written memory, in one of its two documents: what is published, or the last revision where it is
 * another one.
 *
 * @param author who wrote the story first
 * @param access {@code readers} or {@code draft}
 * @param date when it was written first
 * @param revision that this is
 * @param told everything that was told of it, which is not kept
 */
record StoryDocument(
        String story,
        String kind,
        String legacy,
        @Nullable String author,
        @Nullable String access,

        @PersonalData(subject = "author") @Nullable String title,

        @PersonalData(subject = "author") @Nullable String body,

        List<String> tags,
        List<String> people,
        List<String> contexts,
        @Nullable Instant date,
        @Nullable Instant changedAt,
        @Nullable Integer revision,
        @JsonIgnore @Nullable StoryTold told) {

    static final DocumentMapping<StoryDocument> MAPPING =
            DocumentMapping.of(StoryDocument.class, ReadSearch.STORIES, ReadSearch.index(ReadSearch.STORIES));

    private static final String KIND = "story";

    /** Nothing can be found: neither text nor anything else. */
    static StoryDocument hidden(StoryTold told) {
        return new StoryDocument(
                told.story(),
                KIND,
                told.legacy(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                told);
    }

    static StoryDocument of(StoryTold told, StoryTold.Revision revision, String access) {
        return new StoryDocument(
                told.story(),
                KIND,
                told.legacy(),
                told.author(),
                access,
                revision.title(),
                revision.text(),
                told.tags(),
                revision.people(),
                revision.contexts(),
                told.writtenAt(),
                told.changedAt(),
                revision.number(),
                told);
    }

    /** Whether there is anything to be found: the texts of an erased author are empty. */
    boolean isFound() {
        return (title != null && !title.isBlank()) || (body != null && !body.isBlank());
    }
}
