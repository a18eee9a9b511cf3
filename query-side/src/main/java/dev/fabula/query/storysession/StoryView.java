package dev.fabula.query.storysession;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as its owner sees it.
 *
 * @param state active, ended, expired
 * @param beats the number of the last beat there is
 * @param currentBeat the last one; nothing while there is none
 * @param openRequest the request that a beat is being generated for, if one is
 * @param next what has become of requests for the beat after it, none of which has brought one
 * @param parent of a branch, the session whose beats it begins with, up to that beat's alternative
 * @param root the session that began it all; its own id where it is no branch
 * @param version the sequence of the last event
 */
record StoryView(
        String session,
        String title,
        String premise,
        List<String> genres,
        List<String> characters,
        String mode,
        String ageTier,
        String quality,
        @Nullable String model,
        @Nullable String platform,
        String state,
        @Nullable String endReason,
        int beats,
        @Nullable BeatView currentBeat,
        @Nullable String openRequest,
        List<AlternativeView> next,
        @Nullable String parent,
        @Nullable Integer parentBeat,
        @Nullable String parentAlternative,
        String root,
        Instant startedAt,
        Instant lastActivityAt,
        long version) {

    /**
     * @param top whose story it began with: premise and characters are said there alone
     * @param next alternatives of the beat after the last
     */
    static StoryView of(SessionRow row, SessionRow top, @Nullable BeatView current, List<AlternativeView> next) {
        return new StoryView(
                row.session(),
                row.title(),
                top.premise() == null ? "" : top.premise(),
                row.genres(),
                top.characters() == null ? List.of() : top.characters(),
                row.mode(),
                row.ageTier(),
                row.quality(),
                row.model(),
                row.platform(),
                row.state(),
                row.endReason(),
                row.beats(),
                current,
                row.openRequest(),
                next,
                row.parent(),
                row.parentBeat(),
                row.parentAlternative(),
                row.root(),
                row.startedAt(),
                row.lastActivityAt(),
                row.version());
    }
}
