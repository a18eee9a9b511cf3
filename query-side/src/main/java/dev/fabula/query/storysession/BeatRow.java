package dev.fabula.query.storysession;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row of {@code story_beat}, where the columns are described. */
record BeatRow(
        String session,
        int beat,
        @Nullable String current,
        List<Alternative> alternatives,
        @Nullable Choice choiceMade) {

    record Alternative(
            String request,
            String state,
            @Nullable String reason,
            @Nullable String text,
            @Nullable List<Offer> choices,
            @Nullable String summary,
            @Nullable Integer rating,
            @Nullable Rejection rejection,
            @Nullable Failure failure,
            @Nullable Provenance provenance,
            @Nullable Instant requestedAt,
            @Nullable Instant finishedAt) {}

    /** A way on that an alternative offers. */
    record Offer(String id, String text) {}

    /** @param reference what the text is named where somebody has to talk about it */
    record Rejection(String stage, List<String> categories, String reference) {}

    /** @param retryable whether the same may succeed later */
    record Failure(String code, String detail, boolean retryable) {}

    /**
     * @param attempts at providers, in their order
     * @param tokens what it took, in the model's own
     * @param quality of the text by its form, 0 to 1
     */
    record Provenance(
            @Nullable String provider,
            @Nullable String model,
            @Nullable String template,
            @Nullable String promptHash,
            @Nullable String prompt,
            @Nullable JsonNode attempts,
            @Nullable JsonNode tokens,
            @Nullable JsonNode cost,
            @Nullable Long millis,
            @Nullable Double quality,
            @Nullable JsonNode moderation) {}

    /** @param choice nothing where somebody wrote their own */
    record Choice(@Nullable String choice, String text, String alternative, Instant at) {}

    /** Nothing where there is no alternative of that request. */
    @Nullable
    Alternative alternative(@Nullable String request) {
        return alternatives.stream()
                .filter(each -> each.request().equals(request))
                .findFirst()
                .orElse(null);
    }
}
