package dev.fabula.projection.analytics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * When somebody was first seen, and who came back: bit n is the n-th week from the first.
 *
 * @param firstWeek its Monday
 * @param weeks of which 63 are kept
 */
record UserCohortRow(LocalDate firstWeek, long weeks) {

    private static final int KEPT = 63;

    static UserCohortRow first(LocalDate week) {
        return new UserCohortRow(week, 1);
    }

    /** What is told late may have been before all that was known. */
    UserCohortRow with(LocalDate week) {
        long apart = ChronoUnit.WEEKS.between(firstWeek, week);
        if (apart >= 0) {
            return new UserCohortRow(firstWeek, apart < KEPT ? weeks | (1L << apart) : weeks);
        }
        long kept = -apart < KEPT ? (weeks << -apart) & Long.MAX_VALUE : 0;
        return new UserCohortRow(week, kept | 1);
    }
}
