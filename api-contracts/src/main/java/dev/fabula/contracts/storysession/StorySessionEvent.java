package dev.fabula.contracts.storysession;

import dev.fabula.contracts.ai.AgeTier;
import dev.fabula.contracts.ai.Cost;
import dev.fabula.contracts.ai.ModerationVerdict;
import dev.fabula.contracts.ai.ProviderAttempt;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.event.AggregateType;
import dev.fabula.contracts.event.DomainEvent;
import dev.fabula.contracts.event.EventType;
import dev.fabula.contracts.event.PersonalData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a story session. Stored for ever: change only through an upcaster.
 *
 * <p>Beats are numbered from 1. Each can have alternatives, one a request, of which one is current; only the last beat
 * gets new ones or another current one, so what lies before it never changes, and a branch can share it.
 */
@AggregateType("StorySession")
public sealed interface StorySessionEvent extends DomainEvent {

    StorySessionId session();

    /**
     * @param owner the actor who plays, and whose personal data the texts are
     * @param model the model that was wished for
     * @param platform where it is played, in the client's words
     * @param seed from which whatever is drawn by lot is drawn
     */
    @EventType("storysession.story-started")
    record StoryStarted(
            StorySessionId session,
            String owner,
            @PersonalData(subject = "owner") String title,
            @PersonalData(subject = "owner") String premise,
            List<String> genres,
            @PersonalData(subject = "owner") List<String> characters,
            StoryMode mode,
            AgeTier ageTier,
            Quality quality,
            @Nullable String model,
            @Nullable String platform,
            long seed)
            implements StorySessionEvent {}

    /**
     * How the story goes on after a beat.
     *
     * @param beat after which
     * @param alternative the request of the beat's alternative that was current
     * @param choice the id of the choice; nothing where the person wrote their own
     * @param text the choice's, or the person's own
     */
    @EventType("storysession.choice-made")
    record ChoiceMade(
            StorySessionId session,
            String owner,
            int beat,
            String alternative,
            @Nullable String choice,
            @PersonalData(subject = "owner") String text)
            implements StorySessionEvent {}

    /**
     * Somebody waits for a beat. Followed by exactly one {@link BeatGenerated}, {@link BeatRejected} or
     * {@link BeatGenerationFailed} of the same request.
     *
     * @param request a ULID
     */
    @EventType("storysession.beat-requested")
    record BeatRequested(StorySessionId session, String owner, String request, int beat, RequestReason reason)
            implements StorySessionEvent {}

    /**
     * A beat, or an alternative of one, which is current from now on.
     *
     * @param summary of the story up to and with this beat
     * @param template the prompt's, name and version: {@code story-beat/1}
     * @param promptHash SHA-256 of the prompt, in hex
     * @param prompt as it was sent, roles and all
     * @param millis from the first attempt to the last word
     * @param quality of the text by its form, 0 to 1
     */
    @EventType("storysession.beat-generated")
    record BeatGenerated(
            StorySessionId session,
            String owner,
            String request,
            int beat,
            @PersonalData(subject = "owner") String text,
            @PersonalData(subject = "owner") List<BeatChoice> choices,
            @PersonalData(subject = "owner") String summary,
            String provider,
            String model,
            String template,
            String promptHash,
            @PersonalData(subject = "owner") String prompt,
            List<ProviderAttempt> attempts,
            TokenUsage tokens,
            Cost cost,
            long millis,
            double quality,
            ModerationVerdict moderation)
            implements StorySessionEvent {}

    /**
     * Moderation refused a text; no view ever shows it.
     *
     * @param reference what the text is named where somebody has to talk about it
     * @param quarantined the text
     * @param tokens what it took all the same; nothing where no model was called
     */
    @EventType("storysession.beat-rejected")
    record BeatRejected(
            StorySessionId session,
            String owner,
            String request,
            int beat,
            ModerationStage stage,
            ModerationVerdict moderation,
            String reference,
            @PersonalData(subject = "owner") String quarantined,
            List<ProviderAttempt> attempts,
            @Nullable TokenUsage tokens,
            @Nullable Cost cost)
            implements StorySessionEvent {}

    /**
     * @param code what was in the way, in kebab case, for instance {@code all-providers-failed}, {@code budget-exceeded}
     * @param detail for people
     * @param retryable whether the same may succeed later
     */
    @EventType("storysession.beat-generation-failed")
    record BeatGenerationFailed(
            StorySessionId session,
            String request,
            int beat,
            String code,
            String detail,
            boolean retryable,
            List<ProviderAttempt> attempts)
            implements StorySessionEvent {}

    /** Another alternative of the last beat is current from now on. */
    @EventType("storysession.alternative-selected")
    record AlternativeSelected(StorySessionId session, int beat, String request) implements StorySessionEvent {}

    /** @param rating 1 to 5 */
    @EventType("storysession.beat-rated")
    record BeatRated(StorySessionId session, int beat, String request, int rating, String provider, String model)
            implements StorySessionEvent {}

    /**
     * A session that begins with the beats of another, up to one of them: theirs, not copies.
     *
     * @param parent whose beats before {@code beat} are shared
     * @param root the session that began it all
     * @param beat the last one that is shared
     * @param alternative the request of that beat's alternative
     * @param choices which it offers
     */
    @EventType("storysession.story-branched")
    record StoryBranched(
            StorySessionId session,
            StorySessionId parent,
            StorySessionId root,
            int beat,
            String alternative,
            String owner,
            @PersonalData(subject = "owner") String title,
            @PersonalData(subject = "owner") List<BeatChoice> choices,
            List<String> genres,
            StoryMode mode,
            AgeTier ageTier,
            Quality quality,
            @Nullable String model,
            @Nullable String platform,
            long seed)
            implements StorySessionEvent {}

    @EventType("storysession.story-ended")
    record StoryEnded(StorySessionId session, EndReason reason) implements StorySessionEvent {}

    /** @param days without anything happening */
    @EventType("storysession.story-expired")
    record StoryExpired(StorySessionId session, int days) implements StorySessionEvent {}
}
