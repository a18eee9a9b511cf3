package dev.fabula.gedcom;

/**
 * Something that is wrong with a file that can be read nevertheless; what it concerns is kept.
 *
 * @param line the line, from 1, or 0 where the whole file is meant
 */
public record GedcomProblem(int line, Kind kind, String message) {

    public enum Kind {
        /** A tag of no version that does not begin with an underscore, as an extension must. */
        NON_STANDARD_TAG,
        /** A tag with other characters than capital letters, digits and underscores. */
        MALFORMED_TAG,
        /** A CONC or CONT that continues nothing, has structures below it, or stands where its version has none. */
        MISPLACED_CONTINUATION,
        /** The header names another character set than the bytes are in, one that nobody knows, or none. */
        CHARSET,
        /** The header names a version that nobody knows, or none. */
        VERSION,
        /** Bytes that mean nothing in the file's character set, read as U+FFFD. */
        UNREADABLE_BYTES,
        /** A control character in a text. */
        CONTROL_CHARACTER,
        /** Two records of one name. */
        DUPLICATE_XREF,
        /** A pointer to a record that is not in the file. */
        DANGLING_POINTER
    }
}
