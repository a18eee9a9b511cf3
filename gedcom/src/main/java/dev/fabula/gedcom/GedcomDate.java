package dev.fabula.gedcom;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When something was, as far as the file says it.
 *
 * @param original the text as the file has it; empty where version 7 tells it in words alone
 * @param first the date, or the first of two; null where there are words alone
 * @param second of BETWEEN and FROM_TO
 * @param phrase in words: what an interpreted date was interpreted from, or all there is
 */
public record GedcomDate(
        String original,
        Qualifier qualifier,
        @Nullable GedcomCalendarDate first,
        @Nullable GedcomCalendarDate second,
        @Nullable String phrase) {

    public enum Qualifier {
        EXACT,
        ABOUT,
        CALCULATED,
        ESTIMATED,
        BEFORE,
        AFTER,
        /** Some day between two. */
        BETWEEN,
        /** All days since one. */
        FROM,
        /** All days up to one. */
        TO,
        FROM_TO,
        INTERPRETED,
        /** Words that are no date. */
        PHRASE
    }

    /** By the day to sort by, then the end; what has no date comes last. */
    public static final Comparator<GedcomDate> CHRONOLOGICAL = Comparator.comparing(
                    GedcomDate::sortDay, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
            .thenComparing(GedcomDate::days, Comparator.nullsLast(Comparator.comparingLong(GedcomDays::latest)));

    /** Of a DATE structure, with its PHRASE where it has one. */
    public static GedcomDate of(GedcomStructure structure) {
        String phrase = structure.text("PHRASE");
        return parse(
                Objects.requireNonNullElse(structure.value(), ""), phrase != null ? phrase : structure.text("_PHRASE"));
    }

    /** A text of any version. What is no date is kept as a phrase; nothing is refused. */
    public static GedcomDate parse(String text) {
        return parse(text, null);
    }

    static GedcomDate parse(String text, @Nullable String phrase) {
        return new DateText(text).parse(phrase);
    }

    /** All days that it can mean, a month or year standing for all of its days; null where there are words alone. */
    public @Nullable GedcomDays days() {
        if (first == null) return null;
        GedcomDays days = first.days();
        return switch (qualifier) {
            case BEFORE -> new GedcomDays(GedcomDays.NO_BEGINNING, days.earliest() - 1);
            case AFTER -> new GedcomDays(days.latest() + 1, GedcomDays.NO_END);
            case FROM -> new GedcomDays(days.earliest(), GedcomDays.NO_END);
            case TO -> new GedcomDays(GedcomDays.NO_BEGINNING, days.latest());
            case BETWEEN, FROM_TO -> second == null ? days : GedcomDays.between(days, second.days());
            case EXACT, ABOUT, CALCULATED, ESTIMATED, INTERPRETED, PHRASE -> days;
        };
    }

    /** The day to place it at: its earliest, or its latest where that is open; null where there are words alone. */
    public @Nullable Long sortDay() {
        GedcomDays days = days();
        if (days == null) return null;
        return days.earliest() == GedcomDays.NO_BEGINNING ? days.latest() : days.earliest();
    }
}
