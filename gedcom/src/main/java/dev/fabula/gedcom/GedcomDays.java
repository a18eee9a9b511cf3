package dev.fabula.gedcom;

/**
 * Days in a row, both ends included, counted from 1970-01-01 in the proleptic Gregorian calendar.
 *
 * @param earliest {@link #NO_BEGINNING} where it is open
 * @param latest {@link #NO_END} where it is open
 */
public record GedcomDays(long earliest, long latest) {
    public static final long NO_BEGINNING = Long.MIN_VALUE;
    public static final long NO_END = Long.MAX_VALUE;

    /** A range of dates that is written the wrong way round is read the right way. */
    static GedcomDays between(GedcomDays first, GedcomDays second) {
        return new GedcomDays(Math.min(first.earliest, second.earliest), Math.max(first.latest, second.latest));
    }
}
