package dev.fabula.gedcom;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dates in the words of either version. Years that are told twice are a range in 7.0, as its specification advises. */
final class DateForms {
    private DateForms() {}

    /** What 7.0 says for a text of 5.5.1; what it cannot say precisely is kept in the phrase. */
    static Phrased seven(String five) {
        GedcomDate date = GedcomDate.parse(five);
        GedcomCalendarDate first = date.first();
        if (first == null) return new Phrased(null, date.phrase());
        boolean twice = first.secondYear() != null
                || (date.second() != null && date.second().secondYear() != null);
        if (date.qualifier() == GedcomDate.Qualifier.INTERPRETED) {
            String phrase = date.phrase();
            boolean plain = phrase != null && !phrase.isBlank() && !twice;
            return new Phrased(plain ? single(first, true) : approximate(date, first), plain ? phrase : five);
        }
        return twice ? new Phrased(approximate(date, first), five) : new Phrased(exact(date, first, true), null);
    }

    /** The text of 5.5.1 for a value and phrase of 7.0; null if none says both. */
    static @Nullable String five(@Nullable String value, String phrase) {
        Phrased meant = new Phrased(value, phrase);
        if (value == null) return meant.saidBy(DateForms::seven, "(" + phrase + ")", phrase);
        return meant.saidBy(DateForms::seven, phrase, "INT " + five(value) + " (" + phrase + ")");
    }

    /** A value of 7.0 without a phrase; what is no date stays as it is. */
    static String five(String seven) {
        GedcomDate date = GedcomDate.parse(seven);
        return date.first() == null ? seven : exact(date, date.first(), false);
    }

    /** A value that has a phrase of its own already: said in the words of 7.0, without adding any. */
    static String sevenAlone(String five) {
        GedcomDate date = GedcomDate.parse(five);
        return date.first() == null ? five : exact(date, date.first(), true);
    }

    private static String exact(GedcomDate date, GedcomCalendarDate first, boolean seven) {
        String one = single(first, seven);
        GedcomCalendarDate second = date.second();
        String other = second == null ? "" : single(second, seven);
        return said(date.qualifier(), one, other);
    }

    private static String approximate(GedcomDate date, GedcomCalendarDate first) {
        GedcomCalendarDate second = date.second();
        if (second != null || isOpen(date.qualifier()))
            return said(
                    date.qualifier(),
                    single(inYear(first, false), true),
                    second == null ? "" : single(inYear(second, true), true));
        if (first.secondYear() == null) return single(first, true);
        return "BET " + single(inYear(first, false), true) + " AND " + single(inYear(first, true), true);
    }

    private static boolean isOpen(GedcomDate.Qualifier qualifier) {
        return switch (qualifier) {
            case BEFORE, AFTER, FROM, TO -> true;
            default -> false;
        };
    }

    /** With one year alone, and without a day that it does not have. */
    private static GedcomCalendarDate inYear(GedcomCalendarDate date, boolean later) {
        int year = later ? Objects.requireNonNullElse(date.secondYear(), date.year()) : date.year();
        GedcomCalendarDate plain =
                new GedcomCalendarDate(date.calendar(), year, date.beforeEra(), null, date.month(), date.day());
        return plain.exists()
                ? plain
                : new GedcomCalendarDate(date.calendar(), year, date.beforeEra(), null, date.month(), null);
    }

    private static String said(GedcomDate.Qualifier qualifier, String one, String other) {
        return switch (qualifier) {
            case EXACT, INTERPRETED, PHRASE -> one;
            case ABOUT -> "ABT " + one;
            case CALCULATED -> "CAL " + one;
            case ESTIMATED -> "EST " + one;
            case BEFORE -> "BEF " + one;
            case AFTER -> "AFT " + one;
            case FROM -> "FROM " + one;
            case TO -> "TO " + one;
            case BETWEEN -> "BET " + one + " AND " + other;
            case FROM_TO -> "FROM " + one + " TO " + other;
        };
    }

    private static String single(GedcomCalendarDate date, boolean seven) {
        StringBuilder text = new StringBuilder();
        GedcomCalendar calendar = date.calendar();
        if (calendar != GedcomCalendar.GREGORIAN)
            text.append(seven ? calendar.keyword() : "@#" + calendar.escape() + "@")
                    .append(' ');
        if (date.day() != null) text.append(date.day()).append(' ');
        if (date.month() != null)
            text.append(calendar.months().get(date.month() - 1)).append(' ');
        text.append(date.year());
        if (date.secondYear() != null) text.append('/').append(String.format("%02d", date.secondYear() % 100));
        if (date.beforeEra()) text.append(seven ? " BCE" : " B.C.");
        return text.toString();
    }
}
