package dev.fabula.query.analytics;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has a value in each bucket and in the whole range. */
enum Measure {
    SESSIONS_STARTED("sessionsStarted"),
    SESSIONS_BRANCHED("sessionsBranched"),
    SESSIONS_CONTINUED("sessionsContinued"),
    SESSIONS_COMPLETED("sessionsCompleted"),
    SESSIONS_ABANDONED("sessionsAbandoned"),
    SESSIONS_EXPIRED("sessionsExpired"),
    /** Those that were offered and taken. */
    CHOICES("choices"),
    /** How often somebody went on in words of their own. */
    OWN_WORDS("ownWords"),
    RATINGS("ratings"),
    RATING_SUM(null),
    BEATS("beats"),
    BEAT_MILLIS(null),
    /** Beats, and texts for beats, that moderation refused. */
    REJECTIONS("rejections"),
    /** Beats that could not be told. */
    FAILURES("failures"),
    /** Beats for which more than one model was asked. */
    FAILOVERS("failovers"),
    CALLS("calls"),
    INPUT_TOKENS("inputTokens"),
    OUTPUT_TOKENS("outputTokens"),
    /** In the dashboard's currency. */
    COST("cost"),
    /** Growth: created, added, joined less what was removed and who left. */
    LEGACIES("legacies"),
    PEOPLE("people"),
    MEMORIES("memories"),
    CONTRIBUTORS("contributors"),
    CLIENT_EVENTS("clientEvents"),
    PAGE_VIEWS("pageViews"),
    /** Different ones, so those of several buckets do not add up to those of the range. */
    ACTIVE_USERS("activeUsers"),
    SECONDS_PER_BEAT("secondsPerBeat", sums -> ratio(sums.of(BEAT_MILLIS) / 1e3, sums.of(BEATS))),
    AVERAGE_RATING("averageRating", sums -> ratio(sums.of(RATING_SUM), sums.of(RATINGS))),
    /** Of all beats that somebody waited for: 0 to 1. */
    REJECTION_RATE("rejectionRate", sums -> ratio(sums.of(REJECTIONS), sums.waitedFor())),
    FAILOVER_RATE("failoverRate", sums -> ratio(sums.of(FAILOVERS), sums.waitedFor())),
    FAILURE_RATE("failureRate", sums -> ratio(sums.of(FAILURES), sums.waitedFor()));

    private final @Nullable String wireName;
    private final @Nullable Function<Sums, @Nullable Double> ratio;

    Measure(@Nullable String wireName) {
        this.wireName = wireName;
        ratio = null;
    }

    Measure(String wireName, Function<Sums, @Nullable Double> ratio) {
        this.wireName = wireName;
        this.ratio = ratio;
    }

    private static @Nullable Double ratio(double part, double whole) {
        return whole == 0 ? null : part / whole;
    }

    /** What it is called in an answer; nothing for what only serves others. */
    @Nullable
    String wireName() {
        return wireName;
    }

    @Nullable
    Number in(Sums sums) {
        if (ratio != null) {
            return ratio.apply(sums);
        }
        return this == COST ? sums.cost() : (Number) (long) sums.of(this);
    }
}
