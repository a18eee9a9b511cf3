package dev.fabula.query.analytics;

import static dev.fabula.query.analytics.Counted.own;
import static dev.fabula.readschema.analytics.Tables.ACTIVE_USER;
import static dev.fabula.readschema.analytics.Tables.USER_COHORT;

import dev.fabula.query.analytics.Dashboard.Cohort;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/** How many different people were there, and who came back. */
@Component
class UserQueries {

    private static final int DAYS = 7;
    /** As many as there are bits. */
    private static final int MOST_WEEKS = 63;

    /** The hours of each day of a week, from Monday. */
    private static final List<Field<Integer>> HOURS = List.of(
            ACTIVE_USER.MONDAY,
            ACTIVE_USER.TUESDAY,
            ACTIVE_USER.WEDNESDAY,
            ACTIVE_USER.THURSDAY,
            ACTIVE_USER.FRIDAY,
            ACTIVE_USER.SATURDAY,
            ACTIVE_USER.SUNDAY);

    private final DSLContext sql;

    UserQueries(DSLContext sql) {
        this.sql = sql;
    }

    /** Counts different people by bucket, in the range, and in the one before. */
    void read(Span span, Ledger ledger) {
        switch (span.granularity()) {
            case HOUR -> byHour(span, ledger);
            case DAY -> byDay(span, ledger);
            case WEEK -> byWeek(span, ledger);
        }
        // By person first: PostgreSQL would sort all rows to count different people of them.
        Field<Boolean> now = DSL.boolOr(during(span)).as("now");
        Field<Boolean> before = DSL.boolOr(during(span.previous())).as("before");
        var people = sql.select(now, before)
                .from(ACTIVE_USER)
                .where(weeks(span.previous().firstWeek(), span.lastWeek()))
                .groupBy(ACTIVE_USER.PERSON)
                .asTable("people");
        sql.select(
                        DSL.count().filterWhere(DSL.condition(people.field(now))),
                        DSL.count().filterWhere(DSL.condition(people.field(before))))
                .from(people)
                .forEach(row -> {
                    ledger.current().add(Measure.ACTIVE_USERS, row.value1().longValue());
                    ledger.previous().add(Measure.ACTIVE_USERS, row.value2().longValue());
                });
    }

    private static Condition weeks(LocalDate first, LocalDate last) {
        return own(ACTIVE_USER.TENANT_ID).and(ACTIVE_USER.WEEK.between(first, last));
    }

    /** Whether somebody was there on any of the days: of weeks that are not wholly among them, only those that are. */
    private static Condition during(Span span) {
        Condition during = ACTIVE_USER.WEEK.ge(span.firstWholeWeek()).and(ACTIVE_USER.WEEK.lt(span.endOfWholeWeeks()));
        for (LocalDate week : List.of(span.firstWeek(), span.lastWeek())) {
            List<Condition> days = new ArrayList<>();
            for (int day = 0; day < DAYS; day++) {
                LocalDate date = week.plusDays(day);
                if (!date.isBefore(span.from()) && !date.isAfter(span.to())) {
                    days.add(HOURS.get(day).ne(0));
                }
            }
            during = during.or(ACTIVE_USER.WEEK.eq(week).and(DSL.or(days)));
        }
        return during;
    }

    private void byDay(Span span, Ledger ledger) {
        List<Field<?>> columns = new ArrayList<>(List.of(ACTIVE_USER.WEEK));
        HOURS.forEach(day -> columns.add(DSL.count().filterWhere(day.ne(0))));
        sql.select(columns)
                .from(ACTIVE_USER)
                .where(weeks(span.firstWeek(), span.lastWeek()))
                .groupBy(ACTIVE_USER.WEEK)
                .forEach(row -> {
                    for (int day = 0; day < DAYS; day++) {
                        Instant at = Granularity.start(row.get(ACTIVE_USER.WEEK).plusDays(day));
                        put(ledger, at, row.get(day + 1, Long.class));
                    }
                });
    }

    private void byWeek(Span span, Ledger ledger) {
        sql.select(ACTIVE_USER.WEEK, DSL.count())
                .from(ACTIVE_USER)
                .where(weeks(span.firstWeek(), span.lastWeek()))
                .and(during(span))
                .groupBy(ACTIVE_USER.WEEK)
                .forEach(row -> put(
                        ledger, Granularity.start(row.value1()), row.value2().longValue()));
    }

    private void byHour(Span span, Ledger ledger) {
        Field<Integer> day = DSL.field("d.day", SQLDataType.INTEGER.notNull());
        Field<Integer> hour = DSL.field("h.hour", SQLDataType.INTEGER.notNull());
        sql.select(ACTIVE_USER.WEEK, day, hour, DSL.count())
                .from(ACTIVE_USER)
                .crossJoin(DSL.table(
                        "LATERAL (VALUES (0, {0}), (1, {1}), (2, {2}), (3, {3}), (4, {4}), (5, {5}), (6, {6})) AS d(day, hours)",
                        HOURS.toArray(Field<?>[]::new)))
                .crossJoin(DSL.table("generate_series(0, 23) AS h(hour)"))
                .where(weeks(span.firstWeek(), span.lastWeek()))
                .and(DSL.condition("d.hours <> 0 AND d.hours & (1 << h.hour) <> 0"))
                .groupBy(ACTIVE_USER.WEEK, day, hour)
                .forEach(row -> put(
                        ledger,
                        Granularity.start(row.value1().plusDays(row.value2())).plus(Duration.ofHours(row.value3())),
                        row.value4().longValue()));
    }

    /** A week that is not wholly in the range has days that are in no bucket. */
    private static void put(Ledger ledger, Instant bucket, long people) {
        if (ledger.holds(bucket)) {
            ledger.bucket(bucket).add(Measure.ACTIVE_USERS, people);
        }
    }

    /** By the week in which people were first seen. */
    List<Cohort> cohorts(Span span) {
        Map<LocalDate, long[]> cohorts = new TreeMap<>();
        sql.select(USER_COHORT.FIRST_WEEK, USER_COHORT.WEEKS, DSL.count())
                .from(USER_COHORT)
                .where(own(USER_COHORT.TENANT_ID))
                .and(USER_COHORT.FIRST_WEEK.between(span.firstWeek(), span.lastWeek()))
                .groupBy(USER_COHORT.FIRST_WEEK, USER_COHORT.WEEKS)
                .forEach(row -> {
                    long[] active = cohorts.computeIfAbsent(row.value1(), first -> new long[weeksOf(first, span)]);
                    for (int week = 0; week < active.length; week++) {
                        active[week] += ((row.value2() >> week) & 1) * row.value3();
                    }
                });
        return cohorts.entrySet().stream()
                .map(cohort -> new Cohort(
                        cohort.getKey(),
                        cohort.getValue()[0],
                        Arrays.stream(cohort.getValue()).boxed().toList()))
                .toList();
    }

    private static int weeksOf(LocalDate first, Span span) {
        return (int) Math.min(MOST_WEEKS, ChronoUnit.WEEKS.between(first, span.lastWeek()) + 1);
    }
}
