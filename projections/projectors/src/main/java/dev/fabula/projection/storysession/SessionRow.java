package dev.fabula.projection.storysession;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.PersonalData;
import dev.fabula.contracts.event.Recorded;
import dev.fabula.contracts.storysession.EndReason;
import dev.fabula.contracts.storysession.StoryMode;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryBranched;
import dev.fabula.contracts.storysession.StorySessionEvent.StoryStarted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session, but for what its beats say; its id is the row's key.
 *
 * @param premise nothing for a branch, as with the characters: its root has them
 * @param root its own id where it is no branch
 * @param beats the number of the last beat there is, shared ones counted
 * @param openRequest the request that a beat is being generated for, if one is
 * @param version the sequence of the last event
 */
record SessionRow(
        String owner,
        @PersonalData(subject = "owner") String title,
        @PersonalData(subject = "owner") @Nullable String premise,
        List<String> genres,
        @PersonalData(subject = "owner") @Nullable List<String> characters,
        StoryMode mode,
        AgeTier ageTier,
        Quality quality,
        @Nullable String model,
        @Nullable String platform,
        @Nullable String parent,
        @Nullable Integer parentBeat,
        @Nullable String parentAlternative,
        String root,
        SessionState state,
        @Nullable EndReason endReason,
        int beats,
        @Nullable String openRequest,
        Instant startedAt,
        Instant lastActivityAt,
        long version) {

    static SessionRow started(StoryStarted story, Recorded<DomainEvent> recorded) {
        return new SessionRow(
                story.owner(),
                story.title(),
                story.premise(),
                story.genres(),
                story.characters(),
                story.mode(),
                story.ageTier(),
                story.quality(),
                story.model(),
                story.platform(),
                null,
                null,
                null,
                story.session().value(),
                SessionState.ACTIVE,
                null,
                0,
                null,
                recorded.at(),
                recorded.at(),
                recorded.sequence());
    }

    static SessionRow branched(StoryBranched story, Recorded<DomainEvent> recorded) {
        return new SessionRow(
                story.owner(),
                story.title(),
                null,
                story.genres(),
                null,
                story.mode(),
                story.ageTier(),
                story.quality(),
                story.model(),
                story.platform(),
                story.parent().value(),
                story.beat(),
                story.alternative(),
                story.root().value(),
                SessionState.ACTIVE,
                null,
                story.beat(),
                null,
                recorded.at(),
                recorded.at(),
                recorded.sequence());
    }

    SessionRow waitingFor(String request) {
        return with(state, endReason, beats, request, lastActivityAt, version);
    }

    /** The request has an outcome; another one may be open already. */
    SessionRow answered(String request) {
        return request.equals(openRequest) ? with(state, endReason, beats, null, lastActivityAt, version) : this;
    }

    SessionRow reaching(int beat) {
        return with(state, endReason, Math.max(beats, beat), openRequest, lastActivityAt, version);
    }

    SessionRow ended(EndReason reason) {
        return with(SessionState.ENDED, reason, beats, openRequest, lastActivityAt, version);
    }

    /** Nothing happened, which is why: the last activity stays what it was. */
    SessionRow expired(long sequence) {
        return with(SessionState.EXPIRED, null, beats, openRequest, lastActivityAt, sequence);
    }

    SessionRow touched(Recorded<DomainEvent> recorded) {
        return with(state, endReason, beats, openRequest, recorded.at(), recorded.sequence());
    }

    private SessionRow with(
            SessionState newState,
            @Nullable EndReason newReason,
            int newBeats,
            @Nullable String newRequest,
            Instant newActivity,
            long newVersion) {
        return new SessionRow(
                owner,
                title,
                premise,
                genres,
                characters,
                mode,
                ageTier,
                quality,
                model,
                platform,
                parent,
                parentBeat,
                parentAlternative,
                root,
                newState,
                newReason,
                newBeats,
                newRequest,
                startedAt,
                newActivity,
                newVersion);
    }
}
