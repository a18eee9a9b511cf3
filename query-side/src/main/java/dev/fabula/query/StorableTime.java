package dev.fabula.query;

import java.time.Instant;
import java.time.LocalDate;

/** Which times a request may ask for: Java knows years that PostgreSQL does not, and nobody needs more than four digits. */
public final class StorableTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final int LAST_YEAR = 9999;

    private StorableTime() {}

    public static boolean is(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    public static boolean is(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= LAST_YEAR;
    }
}
