package dev.fabula.projection.storysession;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fabula.contracts.storysession.BeatChoice;
import dev.fabula.contracts.storysession.ModerationStage;
import dev.fabula.contracts.storysession.RequestReason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways in which a beat is told, or was to be told: what has become of one request.
 *
 * @param reason what it was requested for
 * @param text nothing unless it was generated, as with choices and summary
 * @param rating 1 to 5
 * @param rejection why moderation refused it
 * @param failure why it could not be generated
 * @param provenance how its outcome came about
 */
record Alternative(
        String request,
        State state,
        @Nullable RequestReason reason,
        @Nullable String text,
        @Nullable List<BeatChoice> choices,
        @Nullable String summary,
        @Nullable Integer rating,
        @Nullable Rejection rejection,
        @Nullable Failure failure,
        @Nullable Provenance provenance,
        @Nullable Instant requestedAt,
        @Nullable Instant finishedAt) {

    /** What has become of a request. */
    enum State {
        REQUESTED,
        GENERATED,
        REJECTED,
        FAILED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        @JsonValue
        String wireName() {
            return wireName;
        }
    }

    /**
     * What may be known of a text that moderation refused.
     *
     * @param reference what the text is named where somebody has to talk about it
     */
    record Rejection(ModerationStage stage, List<String> categories, String reference) {}

    record Failure(String code, String detail, boolean retryable) {}

    static Alternative requested(String request, @Nullable RequestReason reason, @Nullable Instant at) {
        return new Alternative(request, State.REQUESTED, reason, null, null, null, null, null, null, null, at, null);
    }

    Alternative generated(
            String newText, @Nullable List<BeatChoice> newChoices, String newSummary, Provenance from, Instant at) {
        return new Alternative(
                request,
                State.GENERATED,
                reason,
                newText,
                // Nothing where the data subject is erased.
                newChoices == null ? List.of() : newChoices,
                newSummary,
                rating,
                null,
                null,
                from,
                requestedAt,
                at);
    }

    Alternative rejected(Rejection why, Provenance from, Instant at) {
        return new Alternative(
                request, State.REJECTED, reason, null, null, null, rating, why, null, from, requestedAt, at);
    }

    Alternative failed(Failure why, Provenance from, Instant at) {
        return new Alternative(
                request, State.FAILED, reason, null, null, null, rating, null, why, from, requestedAt, at);
    }

    Alternative rated(int newRating) {
        return new Alternative(
                request,
                state,
                reason,
                text,
                choices,
                summary,
                newRating,
                rejection,
                failure,
                provenance,
                requestedAt,
                finishedAt);
    }
}
