package dev.fabula.gedcom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the dates of 5.5, 5.5.1 and 7.0, which differ in how they name calendars and eras and where words stand. */
final class DateText {
    /** Longer texts are words. */
    private static final int MOST_CHARACTERS = 400;

    private static final Pattern ESCAPE = Pattern.compile("@#D([A-Z _]+)@");
    private static final Pattern YEAR = Pattern.compile("(\\d{1,4})(?:/(\\d{2}|\\d{4}))?");
    private static final Pattern INTERPRETED = Pattern.compile("(?i)INT\\.?\\s+([^(]+?)\\s*\\((.*)\\)", Pattern.DOTALL);

    private final String original;

    DateText(String original) {
        this.original = original;
    }

    GedcomDate parse(@Nullable String phrase) {
        String text = original.strip();
        GedcomDate date = null;
        if (text.length() <= MOST_CHARACTERS && !text.isEmpty() && !text.startsWith("(")) date = dated(text, phrase);
        return date == null ? words(text, phrase) : date;
    }

    private GedcomDate words(String text, @Nullable String phrase) {
        String inner = text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
        String words = phrase == null ? inner : phrase;
        return new GedcomDate(original, GedcomDate.Qualifier.PHRASE, null, null, words.isBlank() ? null : words);
    }

    private @Nullable GedcomDate dated(String text, @Nullable String phrase) {
        Matcher interpreted = INTERPRETED.matcher(text);
        if (interpreted.matches()) {
            GedcomCalendarDate date = simple(tokens(interpreted.group(1)));
            return date == null
                    ? null
                    : new GedcomDate(original, GedcomDate.Qualifier.INTERPRETED, date, null, interpreted.group(2));
        }
        List<String> tokens = tokens(text);
        String word = tokens.getFirst();
        if (word.endsWith(".") && !word.startsWith("B.")) word = word.substring(0, word.length() - 1);
        List<String> rest = tokens.subList(1, tokens.size());
        return switch (word) {
            case "ABT" -> one(GedcomDate.Qualifier.ABOUT, rest, phrase);
            case "CAL" -> one(GedcomDate.Qualifier.CALCULATED, rest, phrase);
            case "EST" -> one(GedcomDate.Qualifier.ESTIMATED, rest, phrase);
            case "BEF" -> one(GedcomDate.Qualifier.BEFORE, rest, phrase);
            case "AFT" -> one(GedcomDate.Qualifier.AFTER, rest, phrase);
            case "INT" -> one(GedcomDate.Qualifier.INTERPRETED, rest, phrase);
            case "TO" -> one(GedcomDate.Qualifier.TO, rest, phrase);
            case "BET" -> two(GedcomDate.Qualifier.BETWEEN, rest, "AND", phrase);
            case "FROM" ->
                rest.contains("TO")
                        ? two(GedcomDate.Qualifier.FROM_TO, rest, "TO", phrase)
                        : one(GedcomDate.Qualifier.FROM, rest, phrase);
            // Version 7 has no INT: a date with words is what they were interpreted as.
            default ->
                one(phrase == null ? GedcomDate.Qualifier.EXACT : GedcomDate.Qualifier.INTERPRETED, tokens, phrase);
        };
    }

    private @Nullable GedcomDate one(GedcomDate.Qualifier qualifier, List<String> tokens, @Nullable String phrase) {
        GedcomCalendarDate date = simple(tokens);
        return date == null ? null : new GedcomDate(original, qualifier, date, null, phrase);
    }

    private @Nullable GedcomDate two(
            GedcomDate.Qualifier qualifier, List<String> tokens, String between, @Nullable String phrase) {
        int at = tokens.indexOf(between);
        if (at < 0) return null;
        GedcomCalendarDate first = simple(tokens.subList(0, at));
        GedcomCalendarDate second = simple(tokens.subList(at + 1, tokens.size()));
        return first == null || second == null ? null : new GedcomDate(original, qualifier, first, second, phrase);
    }

    /** The words of a text in capitals, an escape as one of them. */
    private static List<String> tokens(String text) {
        String plain = ESCAPE.matcher(text.toUpperCase(Locale.ROOT))
                .replaceAll(escape -> " @" + escape.group(1).strip().replace(' ', '_') + " ");
        return List.of(plain.strip().split("\\s+"));
    }

    /** {@code [calendar] [[day] month] year [era]}; null if it is anything else, or no day of its calendar. */
    private static @Nullable GedcomCalendarDate simple(List<String> given) {
        List<String> tokens = new ArrayList<>(given);
        if (tokens.isEmpty()) return null;
        GedcomCalendar calendar = named(tokens.getFirst());
        if (calendar != null) tokens.removeFirst();
        boolean beforeEra = !tokens.isEmpty() && isEra(tokens.getLast());
        if (beforeEra) tokens.removeLast();
        if (tokens.isEmpty() || tokens.size() > 3) return null;
        String month = tokens.size() > 1 ? tokens.get(tokens.size() - 2) : null;
        if (calendar == null) calendar = byMonth(month);
        if (calendar == null || (beforeEra && !calendar.hasEarlierEra())) return null;
        Matcher year = YEAR.matcher(tokens.getLast());
        if (!year.matches()) return null;
        int monthNumber = month == null ? 0 : calendar.months().indexOf(month) + 1;
        String day = tokens.size() == 3 ? tokens.getFirst() : null;
        if ((month != null && monthNumber == 0) || (day != null && !day.matches("\\d{1,2}"))) return null;
        int first = Integer.parseInt(year.group(1));
        Integer second = year.group(2) == null ? null : secondYear(first, year.group(2));
        if (first == 0 || (year.group(2) != null && (second == null || beforeEra || !calendar.hasEarlierEra())))
            return null;
        GedcomCalendarDate date = new GedcomCalendarDate(
                calendar,
                first,
                beforeEra,
                second,
                month == null ? null : monthNumber,
                day == null ? null : Integer.parseInt(day));
        return date.exists() ? date : null;
    }

    /** The year that follows, told by its last two digits or all four; null if another is told. */
    private static @Nullable Integer secondYear(int first, String digits) {
        int told = Integer.parseInt(digits);
        int next = first + 1;
        return digits.length() == 2 ? next % 100 == told ? next : null : next == told ? next : null;
    }

    private static @Nullable GedcomCalendar named(String token) {
        String name = token.startsWith("@D") ? token.substring(2) : token.startsWith("@") ? token.substring(1) : token;
        for (GedcomCalendar calendar : GedcomCalendar.values())
            if (calendar.keyword().equals(name)) return calendar;
        return null;
    }

    /** Programs often leave the calendar out, and mean the one that has such a month. */
    private static @Nullable GedcomCalendar byMonth(@Nullable String month) {
        if (month == null) return GedcomCalendar.GREGORIAN;
        for (GedcomCalendar calendar : GedcomCalendar.values())
            if (calendar.months().contains(month)) return calendar;
        return null;
    }

    private static boolean isEra(String token) {
        return switch (token) {
            case "BCE", "B.C.", "BC", "B.C", "(B.C.)" -> true;
            default -> false;
        };
    }
}
