package dev.fabula.gedcom;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a file that was read to its end.
 *
 * @param versionText as the header has it; null where it has none
 * @param charset the one the bytes are in, which may not be the one the header names
 * @param sourceSystem HEAD.SOUR, the program that wrote the file
 * @param sourceSystemVersion HEAD.SOUR.VERS
 * @param records how many there are of each tag, HEAD and TRLR included
 * @param problems the first ones, as many as the limits allow, in the order of their lines
 * @param problemCount all of them
 * @param unknownTags how often each tag occurs that is of no version: extensions, which begin with an underscore, and faulty ones
 */
public record GedcomSummary(
        GedcomVersion version,
        @Nullable String versionText,
        GedcomCharset charset,
        @Nullable String sourceSystem,
        @Nullable String sourceSystemVersion,
        int lines,
        SortedMap<String, Integer> records,
        List<GedcomProblem> problems,
        int problemCount,
        SortedMap<String, Integer> unknownTags) {

    /** Under this name those unknown tags are counted together that are beyond the limit of different ones. */
    public static final String OTHER_TAGS = "(others)";

    public int people() {
        return records.getOrDefault("INDI", 0);
    }

    public int families() {
        return records.getOrDefault("FAM", 0);
    }
}
