package dev.fabula.projection.analytics;

import dev.fabula.contracts.storysession.EndReason;

/** What {@link ActivityRow} counts, in the order of its columns. */
enum Count {
    STARTED,
    BRANCHED,
    CONTINUED,
    COMPLETED,
    ABANDONED,
    EXPIRED,
    CHOICES,
    OWN_WORDS,
    RATED1,
    RATED2,
    RATED3,
    RATED4,
    RATED5,
    LEGACIES,
    PEOPLE,
    MEMORIES,
    CONTRIBUTORS;

    static Count rated(int rating) {
        // What history says is counted, whatever was let in.
        return values()[RATED1.ordinal() + Math.clamp(rating, 1, 5) - 1];
    }

    static Count ended(EndReason reason) {
        return switch (reason) {
            case COMPLETED -> COMPLETED;
            case ABANDONED -> ABANDONED;
        };
    }
}
