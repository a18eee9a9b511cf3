package dev.fabula.projection.analytics;

import dev.fabula.contracts.storysession.EndReason;

/** What {@link ActivityRow} counts, in the order of its columns. */
enum Count {
    STARTED(0),
    BRANCHED(1),
    CONTINUED(2),
    COMPLETED(3),
    ABANDONED(4),
    EXPIRED(5),
    CHOICES(6),
    OWN_WORDS(7),
    RATED1(8),
    RATED2(9),
    RATED3(10),
    RATED4(11),
    RATED5(12),
    LEGACIES(13),
    PEOPLE(14),
    MEMORIES(15),
    CONTRIBUTORS(16);

    private static final Count[] RATED = {RATED1, RATED2, RATED3, RATED4, RATED5};

    private final int column;

    Count(int column) {
        this.column = column;
    }

    /** Its place among the counts of a row, from 0. */
    int column() {
        return column;
    }

    static Count rated(int rating) {
        // What history says is counted, whatever was let in.
        return RATED[Math.clamp(rating, 1, RATED.length) - 1];
    }

    static Count ended(EndReason reason) {
        return switch (reason) {
            case COMPLETED -> COMPLETED;
            case ABANDONED -> ABANDONED;
        };
    }
}
