package dev.fabula.query.storysession;

import dev.fabula.query.storysession.BeatRow.Alternative;
import dev.fabula.query.storysession.BeatRow.Failure;
import dev.fabula.query.storysession.BeatRow.Offer;
import dev.fabula.query.storysession.BeatRow.Rejection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way of telling a beat, without how it came about.
 *
 * @param state requested, generated, rejected, failed
 * @param reason what it was requested for: start, continue, regenerate
 * @param text nothing unless it was generated
 * @param rating 1 to 5; nothing while there is none
 */
record AlternativeView(
        String request,
        String state,
        @Nullable String reason,
        @Nullable String text,
        List<Offer> choices,
        @Nullable Integer rating,
        @Nullable Rejection rejection,
        @Nullable Failure failure,
        @Nullable Instant requestedAt,
        @Nullable Instant finishedAt) {

    static AlternativeView of(Alternative row) {
        return new AlternativeView(
                row.request(),
                row.state(),
                row.reason(),
                row.text(),
                row.choices() == null ? List.of() : row.choices(),
                row.rating(),
                row.rejection(),
                row.failure(),
                row.requestedAt(),
                row.finishedAt());
    }
}
