package dev.fabula.query.analytics;

import static org.jooq.impl.DSL.sum;

import dev.fabula.contracts.tenancy.Caller;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Which rows of the caller's tenant count for a span. */
final class Counted {

    private static final String DAYS = "day";
    private static final String MONTHS = "month";

    private Counted() {}

    /** Each range is planned for itself: a plan for any would look up every row of a year one by one. */
    static void planEach(DSLContext transaction) {
        transaction.execute("SET LOCAL plan_cache_mode = force_custom_plan");
    }

    static Condition own(Field<String> tenant) {
        return tenant.eq(Caller.required().tenant().value());
    }

    /** Those that its buckets are added up from, and those of the days before it. */
    static Condition withPrevious(Span span, Field<String> grain, Field<Instant> startsAt) {
        Condition before =
                grain.eq(DAYS).and(startsAt.ge(at(span.previous().start()))).and(startsAt.lt(at(span.start())));
        return grain.eq(span.granularity().grain())
                .and(startsAt.ge(at(span.start())))
                .and(startsAt.lt(at(span.end())))
                .or(before);
    }

    /** Its days. */
    static Condition days(Span span, Field<String> grain, Field<Instant> startsAt) {
        return grain.eq(DAYS).and(startsAt.ge(at(span.start()))).and(startsAt.lt(at(span.end())));
    }

    /** Its whole months, and the days that are in none of them: as few rows as there are. */
    static Condition monthsAndDays(Span span, Field<String> grain, Field<Instant> startsAt) {
        Condition whole = startsAt.ge(at(span.firstWholeMonth())).and(startsAt.lt(at(span.endOfWholeMonths())));
        return grain.eq(MONTHS).and(whole).or(days(span, grain, startsAt).andNot(whole));
    }

    /** All days up to its end. */
    static Condition daysUpTo(Span span, Field<String> grain, Field<Instant> startsAt) {
        return grain.eq(DAYS).and(startsAt.lt(at(span.end())));
    }

    /** In the text of a query: a parameter of its type is text to PostgreSQL, and is read anew for each row. */
    static Field<Instant> at(Instant time) {
        return DSL.inline(time);
    }

    static Field<Long> total(Field<? extends Number> column) {
        return sum(column).cast(SQLDataType.BIGINT);
    }
}
