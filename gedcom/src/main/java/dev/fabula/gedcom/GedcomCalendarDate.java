package dev.fabula.gedcom;

import org.jspecify.annotations.Nullable;

/**
 * A day, month or year of a calendar.
 *
 * @param year from 1, of its era
 * @param beforeEra whether the year is one BCE
 * @param secondYear of a year that is told twice, such as 1699/00: the one of which January begins it, 1700
 * @param month from 1 in the calendar's own order; null where only the year is told
 * @param day null where only the month or year is told
 */
public record GedcomCalendarDate(
        GedcomCalendar calendar,
        int year,
        boolean beforeEra,
        @Nullable Integer secondYear,
        @Nullable Integer month,
        @Nullable Integer day) {

    private static final int MARCH = 3;

    /** All days that it can mean. A year that is told twice is the second one until March, and may be either later on. */
    public GedcomDays days() {
        if (secondYear == null) return days(astronomical(year));
        GedcomDays second = days(secondYear);
        if (month != null && month <= MARCH) return second;
        return new GedcomDays(days(year).earliest(), second.latest());
    }

    private GedcomDays days(int in) {
        if (month == null) return new GedcomDays(calendar.firstDay(in), calendar.lastDay(in));
        if (day != null) {
            // 29 February of a year told twice is a day of one of the two.
            int existing = calendar.has(in, month, day) ? day : day - 1;
            long only = calendar.epochDay(in, month, existing);
            return new GedcomDays(only, only);
        }
        long first = calendar.epochDay(in, month, 1);
        return new GedcomDays(first, first + calendar.daysIn(in, calendar.named(in, month)) - 1);
    }

    private int astronomical(int inEra) {
        return beforeEra ? 1 - inEra : inEra;
    }

    boolean exists() {
        if (year < 1 || year > GedcomCalendar.LAST_YEAR || month == null) return month != null || day == null;
        int tested = day == null ? 1 : day;
        return calendar.has(astronomical(year), month, tested)
                || (secondYear != null && calendar.has(secondYear, month, tested));
    }
}
