package dev.fabula.query.analytics;

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
    SECONDS_PER_BEAT("secondsPerBeat"),
    AVERAGE_RATING("averageRating"),
    /** Of all beats that somebody waited for: 0 to 1. */
    REJECTION_RATE("rejectionRate"),
    FAILOVER_RATE("failoverRate"),
    FAILURE_RATE("failureRate");

    private static final long MILLIS = 1_000;

    private final @Nullable String wireName;

    Measure(@Nullable String wireName) {
        this.wireName = wireName;
    }

    /** What it is called in an answer; nothing for what only serves others. */
    @Nullable
    String wireName() {
        return wireName;
    }

    /** Nothing for a ratio that has nothing to be of. */
    @Nullable
    Number in(Sums sums) {
        return switch (this) {
            case COST -> sums.cost();
            case SECONDS_PER_BEAT -> ratio((double) sums.of(BEAT_MILLIS), sums.of(BEATS) * MILLIS);
            case AVERAGE_RATING -> ratio((double) sums.of(RATING_SUM), sums.of(RATINGS));
            case REJECTION_RATE -> ratio((double) sums.of(REJECTIONS), sums.waitedFor());
            case FAILOVER_RATE -> ratio((double) sums.of(FAILOVERS), sums.waitedFor());
            case FAILURE_RATE -> ratio((double) sums.of(FAILURES), sums.waitedFor());
            default -> sums.of(this);
        };
    }

    private static @Nullable Double ratio(double part, long whole) {
        return whole == 0 ? null : part / whole;
    }
}
