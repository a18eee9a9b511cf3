package dev.fabula.contracts.storysession;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.command.Command;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be wanted of a story session. {@code actor} is who wants it: only the session's owner may.
 * {@code request} is a new ULID for the beat that is asked for.
 */
public sealed interface StorySessionCommand extends Command {

    StorySessionId session();

    @Override
    default String target() {
        return session().value();
    }

    /** @param session a new id */
    record StartStory(
            StorySessionId session,
            String actor,
            String title,
            String premise,
            List<String> genres,
            List<String> characters,
            StoryMode mode,
            AgeTier ageTier,
            Quality quality,
            @Nullable String model,
            @Nullable String platform,
            long seed,
            String request)
            implements StorySessionCommand {}

    /**
     * @param expectedBeat the beat that the person saw; nothing to go on from whichever is the last
     * @param choice the id of one of its choices, or nothing
     * @param text the person's own words, or nothing
     */
    record ContinueStory(
            StorySessionId session,
            String actor,
            @Nullable Integer expectedBeat,
            @Nullable String choice,
            @Nullable String text,
            String request)
            implements StorySessionCommand {
        public ContinueStory {
            if ((choice == null) == (text == null)) {
                throw StoryRefusals.choiceOrText();
            }
        }
    }

    /** Another way to tell the last beat, or the one that could not be told. */
    record RegenerateBeat(
            StorySessionId session, String actor, @Nullable Integer expectedBeat, String request)
            implements StorySessionCommand {}

    /** @param alternative the request of an alternative of the last beat */
    record SelectAlternative(StorySessionId session, String actor, int beat, String alternative)
            implements StorySessionCommand {}

    /** @param alternative nothing for the current one */
    record RateBeat(
            StorySessionId session,
            String actor,
            int beat,
            @Nullable String alternative,
            int rating) implements StorySessionCommand {
        public RateBeat {
            if (rating < 1 || rating > 5) {
                throw StoryRefusals.rating(rating);
            }
        }
    }

    /**
     * @param session the one to branch from, which stays as it is
     * @param branch the new one's id
     * @param alternative of that beat; nothing for the current one
     * @param title nothing for the session's own
     */
    record BranchStory(
            StorySessionId session,
            String actor,
            StorySessionId branch,
            int beat,
            @Nullable String alternative,
            @Nullable String title,
            long seed)
            implements StorySessionCommand {}

    record EndStory(StorySessionId session, String actor, EndReason reason) implements StorySessionCommand {}

    /** @param quietSince the session is left alone if anything happened after that */
    record ExpireStory(StorySessionId session, Instant quietSince, int days) implements StorySessionCommand {}

    /** What became of a request. Only the first outcome of a request is recorded. */
    sealed interface RecordOutcome extends StorySessionCommand {
        String request();
    }

    record RecordBeat(
            StorySessionId session,
            String request,
            String text,
            List<BeatChoice> choices,
            String summary,
            String provider,
            String model,
            String template,
            String promptHash,
            String prompt,
            List<ProviderAttempt> attempts,
            TokenUsage tokens,
            Cost cost,
            long millis,
            double quality,
            ModerationVerdict moderation)
            implements RecordOutcome {}

    record RejectBeat(
            StorySessionId session,
            String request,
            ModerationStage stage,
            ModerationVerdict moderation,
            String reference,
            String quarantined,
            List<ProviderAttempt> attempts,
            @Nullable TokenUsage tokens,
            @Nullable Cost cost)
            implements RecordOutcome {}

    record RecordBeatFailure(
            StorySessionId session,
            String request,
            String code,
            String detail,
            boolean retryable,
            List<ProviderAttempt> attempts)
            implements RecordOutcome {}
}
