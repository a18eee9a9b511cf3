package dev.fabula.query.analytics;

import dev.fabula.query.StorableTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The days that are asked about, and as many right before them.
 *
 * @param to the last day
 */
record Span(LocalDate from, LocalDate to, Granularity granularity) {

    private static final int DAYS = 30;
    private static final int MOST_DAYS = 400;
    private static final int MOST_BUCKETS = 400;

    /**
     * @param from without it, so that it is 30 days
     * @param to without it, today
     * @throws ResponseStatusException 400 naming what is wrong, and the limit
     */
    static Span of(@Nullable LocalDate from, @Nullable LocalDate to, Granularity granularity) {
        LocalDate last = to == null ? LocalDate.now(ZoneOffset.UTC) : to;
        LocalDate first = from == null ? last.minusDays(DAYS - 1) : from;
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        require(
                days >= 1 && days <= MOST_DAYS && StorableTime.is(first) && StorableTime.is(last),
                "from is not after to, and not more than " + MOST_DAYS + " days with it");
        long buckets = granularity == Granularity.HOUR ? days * 24 : days;
        require(
                buckets <= MOST_BUCKETS,
                "by " + granularity.wireName() + " these are " + buckets + " buckets; there are at most "
                        + MOST_BUCKETS);
        return new Span(first, last, granularity);
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, rule);
        }
    }

    Instant start() {
        return Granularity.start(from);
    }

    /** When the last day is over. */
    Instant end() {
        return Granularity.start(to.plusDays(1));
    }

    /** As many days right before. */
    Span previous() {
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        return new Span(from.minusDays(days), from.minusDays(1), granularity);
    }

    List<Instant> buckets() {
        List<Instant> buckets = new ArrayList<>();
        for (Instant bucket = granularity.bucket(start()); bucket.isBefore(end()); bucket = granularity.next(bucket)) {
            buckets.add(bucket);
        }
        return List.copyOf(buckets);
    }

    /** The first day of a month from its first day on. */
    Instant firstWholeMonth() {
        return Granularity.start(from.minusDays(1).with(TemporalAdjusters.firstDayOfNextMonth()));
    }

    /** The first day of the month that the day after it is in; not after the first whole one where there is none. */
    Instant endOfWholeMonths() {
        return Granularity.start(to.plusDays(1).withDayOfMonth(1));
    }

    /** The first Monday from its first day on. */
    LocalDate firstWholeWeek() {
        return from.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }

    /** The Monday of the week that the day after it is in. */
    LocalDate endOfWholeWeeks() {
        return monday(to.plusDays(1));
    }

    /** The Monday of the week that it begins in. */
    LocalDate firstWeek() {
        return monday(from);
    }

    /** The Monday of the week that it ends in. */
    LocalDate lastWeek() {
        return monday(to);
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
