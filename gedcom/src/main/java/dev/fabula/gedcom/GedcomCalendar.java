package dev.fabula.gedcom;

import java.time.LocalDate;
import java.time.Year;
import java.util.List;

/**
 * The calendars of the format, with their months' codes. Days are counted from 1970-01-01 in the proleptic Gregorian calendar, as
 * {@link java.time.LocalDate#toEpochDay} does. Rules: N. Dershowitz and E. M. Reingold, Calendrical Calculations; the French calendar by
 * the leap years that were kept (3, 7, 11), thereafter 15, and from 20 by the proposal of Romme.
 */
public enum GedcomCalendar {
    GREGORIAN("GREGORIAN", "DGREGORIAN", "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    JULIAN("JULIAN", "DJULIAN", "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    FRENCH_REPUBLICAN("FRENCH_R", "DFRENCH R", "VEND BRUM FRIM NIVO PLUV VENT GERM FLOR PRAI MESS THER FRUC COMP"),
    HEBREW("HEBREW", "DHEBREW", "TSH CSH KSL TVT SHV ADR ADS NSN IYR SVN TMZ AAV ELL");

    /** Years beyond are no dates. */
    static final int LAST_YEAR = 9999;
    /** 1970-01-01, counted from 0001-01-01 as day 1. */
    private static final long UNIX_EPOCH = 719_163;

    private static final long FRENCH_EPOCH = 654_415;
    private static final long HEBREW_EPOCH = -1_373_427;
    private static final int ADAR = 6;
    private static final int SECOND_ADAR = 7;

    private final String keyword;
    private final String escape;
    /** Never changed: made by List.of. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> months;

    GedcomCalendar(String keyword, String escape, String months) {
        this.keyword = keyword;
        this.escape = escape;
        this.months = List.of(months.split(" "));
    }

    /** As version 7 names it before a date. */
    String keyword() {
        return keyword;
    }

    /** As 5.5.1 names it between {@code @#} and {@code @}. */
    String escape() {
        return escape;
    }

    List<String> months() {
        return months;
    }

    boolean hasEarlierEra() {
        return this == GREGORIAN || this == JULIAN;
    }

    /** @param year astronomical: 0 is 1 BCE */
    int daysIn(int year, int month) {
        return switch (this) {
            case GREGORIAN, JULIAN ->
                month == 2 ? isLeap(year) ? 29 : 28 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
            case FRENCH_REPUBLICAN -> month < 13 ? 30 : frenchNewYear(year + 1) - frenchNewYear(year) == 366 ? 6 : 5;
            case HEBREW -> hebrewDaysIn(year, month);
        };
    }

    /**
     * Whether the calendar has such a day.
     *
     * @param year astronomical: 0 is 1 BCE
     */
    boolean has(int year, int month, int day) {
        return month >= 1 && month <= months.size() && day >= 1 && day <= daysIn(year, named(year, month));
    }

    /** @param year astronomical: 0 is 1 BCE */
    long epochDay(int year, int month, int day) {
        return switch (this) {
            case GREGORIAN -> LocalDate.of(year, month, day).toEpochDay();
            case JULIAN -> julian(year, month, day) - UNIX_EPOCH;
            case FRENCH_REPUBLICAN -> frenchNewYear(year) + 30L * (month - 1) + day - 1 - UNIX_EPOCH;
            case HEBREW -> hebrew(year, named(year, month), day) - UNIX_EPOCH;
        };
    }

    long firstDay(int year) {
        return epochDay(year, 1, 1);
    }

    long lastDay(int year) {
        return epochDay(year + 1, 1, 1) - 1;
    }

    /** A common Hebrew year has one Adar, and files name it by either code. */
    int named(int year, int month) {
        return this == HEBREW && month == SECOND_ADAR && !isHebrewLeap(year) ? ADAR : month;
    }

    private boolean isLeap(int year) {
        return this == JULIAN ? Math.floorMod(year, 4) == 0 : Year.isLeap(year);
    }

    private static long julian(int year, int month, int day) {
        int correction = month <= 2 ? 0 : Math.floorMod(year, 4) == 0 ? -1 : -2;
        return -2L + 365L * (year - 1) + Math.floorDiv(year - 1, 4) + (367 * month - 362) / 12 + correction + day;
    }

    private static long frenchNewYear(int year) {
        int before = year - 1;
        int leapYears = year <= 16 ? year / 4 : before / 4 - before / 100 + before / 400;
        return FRENCH_EPOCH + 365L * before + leapYears;
    }

    private static boolean isHebrewLeap(int year) {
        return (7 * year + 1) % 19 < 7;
    }

    private static long hebrewNewYear(int year) {
        long last = elapsedDays(year - 1);
        long here = elapsedDays(year);
        long next = elapsedDays(year + 1);
        int delay = next - here == 356 ? 2 : here - last == 382 ? 1 : 0;
        return HEBREW_EPOCH + here + delay;
    }

    private static long elapsedDays(int year) {
        long months = Math.floorDiv(235L * year - 234, 19L);
        long parts = 12_084 + 13_753 * months;
        long day = 29 * months + Math.floorDiv(parts, 25_920L);
        return Math.floorMod(3 * (day + 1), 7L) < 3 ? day + 1 : day;
    }

    private static long hebrew(int year, int month, int day) {
        long first = hebrewNewYear(year);
        for (int before = 1; before < month; before++) first += hebrewDaysIn(year, before);
        return first + day - 1;
    }

    private static int hebrewDaysIn(int year, int month) {
        long length = hebrewNewYear(year + 1) - hebrewNewYear(year);
        return switch (month) {
            case 2 -> length % 10 == 5 ? 30 : 29;
            case 3 -> length % 10 == 3 ? 29 : 30;
            case ADAR -> isHebrewLeap(year) ? 30 : 29;
            case SECOND_ADAR -> isHebrewLeap(year) ? 29 : 0;
            case 4, 9, 11, 13 -> 29;
            default -> 30;
        };
    }
}
