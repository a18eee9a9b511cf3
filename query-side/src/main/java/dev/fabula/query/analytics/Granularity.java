package dev.fabula.query.analytics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How long a bucket is; all are of UTC. */
enum Granularity {
    HOUR("hour"),
    DAY("day"),
    /** Of ISO 8601, from Monday. The first and the last of a range hold only the days that are in it. */
    WEEK("day");

    private final String grain;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    Granularity(String grain) {
        this.grain = grain;
    }

    @JsonValue
    String wireName() {
        return wireName;
    }

    /** The rows that its buckets are added up from. */
    String grain() {
        return grain;
    }

    /** When the bucket of that time begins. */
    Instant bucket(Instant at) {
        LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
        return switch (this) {
            case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
            case DAY -> start(day);
            case WEEK -> start(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        };
    }

    Instant next(Instant bucket) {
        return switch (this) {
            case HOUR -> bucket.plus(1, ChronoUnit.HOURS);
            case DAY -> bucket.plus(1, ChronoUnit.DAYS);
            case WEEK -> bucket.plus(7, ChronoUnit.DAYS);
        };
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
