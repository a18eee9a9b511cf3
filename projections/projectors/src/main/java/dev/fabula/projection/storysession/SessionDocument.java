package dev.fabula.projection.storysession;

import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import dev.fabula.projection.elasticsearch.DocumentMapping;
import dev.fabula.readschema.ReadSearch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be found of a session, but for what its beats say.
 *
 * @param access always the word for those in {@code owners} alone
 * @param owners who plays it
 * @param body the premise; nothing for a branch, whose root has it
 * @param date when it began
 * @param changedAt when something last happened
 */
record SessionDocument(
        String session,
        String kind,
        String access,
        String author,
        List<String> owners,
        @PersonalData(subject = "author") String title,

        @PersonalData(subject = "author") @Nullable String body,

        List<String> genres,
        StoryMode mode,
        String root,
        SessionState state,
        Instant date,
        Instant changedAt) {

    static final DocumentMapping<SessionDocument> MAPPING = DocumentMapping.of(
            SessionDocument.class, ReadSearch.STORY_SESSIONS, ReadSearch.index(ReadSearch.STORY_SESSIONS));

    private static final String KIND = "session";
    private static final String ACCESS = "owner";

    static SessionDocument of(StoryStarted story, Instant at) {
        return new SessionDocument(
                story.session().value(),
                KIND,
                ACCESS,
                story.owner(),
                List.of(story.owner()),
                story.title(),
                story.premise(),
                story.genres(),
                story.mode(),
                story.session().value(),
                SessionState.ACTIVE,
                at,
                at);
    }

    static SessionDocument of(StoryBranched story, Instant at) {
        return new SessionDocument(
                story.session().value(),
                KIND,
                ACCESS,
                story.owner(),
                List.of(story.owner()),
                story.title(),
                null,
                story.genres(),
                story.mode(),
                story.root().value(),
                SessionState.ACTIVE,
                at,
                at);
    }

    SessionDocument in(SessionState newState, Instant newActivity) {
        return new SessionDocument(
                session, kind, access, author, owners, title, body, genres, mode, root, newState, date, newActivity);
    }

    /** The texts of an erased owner are empty. */
    boolean isFound() {
        return !title.isBlank() || (body != null && !body.isBlank());
    }
}
