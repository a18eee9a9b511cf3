package dev.fabula.query.analytics;

import static dev.fabula.query.analytics.Counted.own;
import static dev.fabula.query.analytics.Counted.total;
import static dev.fabula.readschema.analytics.Tables.ACTIVITY;
import static java.util.Map.entry;

import dev.fabula.query.analytics.Dashboard.LegacySize;
import dev.fabula.query.analytics.Dashboard.Rating;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened to stories and legacies. */
@Component
class ActivityQueries {

    private static final Map<Measure, Field<Long>> COLUMNS = Map.ofEntries(
            entry(Measure.SESSIONS_STARTED, ACTIVITY.STARTED),
            entry(Measure.SESSIONS_BRANCHED, ACTIVITY.BRANCHED),
            entry(Measure.SESSIONS_CONTINUED, ACTIVITY.CONTINUED),
            entry(Measure.SESSIONS_COMPLETED, ACTIVITY.COMPLETED),
            entry(Measure.SESSIONS_ABANDONED, ACTIVITY.ABANDONED),
            entry(Measure.SESSIONS_EXPIRED, ACTIVITY.EXPIRED),
            entry(Measure.CHOICES, ACTIVITY.CHOICES),
            entry(Measure.OWN_WORDS, ACTIVITY.OWN_WORDS),
            entry(Measure.LEGACIES, ACTIVITY.LEGACIES),
            entry(Measure.PEOPLE, ACTIVITY.PEOPLE),
            entry(Measure.MEMORIES, ACTIVITY.MEMORIES),
            entry(Measure.CONTRIBUTORS, ACTIVITY.CONTRIBUTORS));

    private static final List<Field<Long>> RATED =
            List.of(ACTIVITY.RATED1, ACTIVITY.RATED2, ACTIVITY.RATED3, ACTIVITY.RATED4, ACTIVITY.RATED5);

    private final DSLContext sql;

    ActivityQueries(DSLContext sql) {
        this.sql = sql;
    }

    /** Adds up everything, and answers how often each rating was given. */
    List<Rating> read(Span span, Ledger ledger) {
        long[] rated = new long[RATED.size()];
        for (var row : sql.selectFrom(ACTIVITY)
                .where(own(ACTIVITY.TENANT_ID))
                .and(Counted.withPrevious(span, ACTIVITY.GRAIN, ACTIVITY.STARTS_AT))
                .fetch()) {
            var at = row.get(ACTIVITY.STARTS_AT);
            COLUMNS.forEach((measure, column) -> ledger.add(at, measure, row.get(column)));
            for (int i = 0; i < rated.length; i++) {
                long count = row.get(RATED.get(i));
                ledger.add(at, Measure.RATINGS, count);
                ledger.add(at, Measure.RATING_SUM, count * (i + 1));
                rated[i] += at.isBefore(span.start()) ? 0 : count;
            }
        }
        List<Rating> ratings = new ArrayList<>();
        for (int i = 0; i < rated.length; i++) {
            ratings.add(new Rating(i + 1, rated[i]));
        }
        return ratings;
    }

    /** All that was ever added, less what was removed. */
    LegacySize legacy(Span span) {
        return sql.select(
                        total(ACTIVITY.LEGACIES),
                        total(ACTIVITY.PEOPLE),
                        total(ACTIVITY.MEMORIES),
                        total(ACTIVITY.CONTRIBUTORS))
                .from(ACTIVITY)
                .where(own(ACTIVITY.TENANT_ID))
                .and(Counted.daysUpTo(span, ACTIVITY.GRAIN, ACTIVITY.STARTS_AT))
                .fetchSingle(row -> new LegacySize(
                        orNone(row.value1()), orNone(row.value2()), orNone(row.value3()), orNone(row.value4())));
    }

    private static long orNone(@Nullable Long sum) {
        return sum == null ? 0 : sum;
    }
}
