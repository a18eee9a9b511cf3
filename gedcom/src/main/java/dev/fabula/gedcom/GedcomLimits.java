package dev.fabula.gedcom;

/**
 * What a file may demand of its reader. Whatever exceeds a limit is refused with a {@link GedcomException} that names it.
 *
 * @param bytes of the file, or of everything that is unpacked from an archive
 * @param lineCharacters of one line, its end not counted
 * @param valueCharacters of one value, its continuations joined
 * @param depth levels below a record; the format has 99
 * @param records in the file
 * @param structures in one record
 * @param problems that are kept; those beyond are counted only
 * @param unknownTags different ones that are counted apart; those beyond are counted together
 * @param archiveEntries files in an archive
 * @param archiveRatio how many times larger an archive's content may be than the archive
 */
public record GedcomLimits(
        long bytes,
        int lineCharacters,
        int valueCharacters,
        int depth,
        int records,
        int structures,
        int problems,
        int unknownTags,
        int archiveEntries,
        int archiveRatio) {

    /** The format's own deepest level. */
    static final int DEEPEST_LEVEL = 99;

    public static final GedcomLimits DEFAULT =
            new GedcomLimits(256L << 20, 64 << 10, 4 << 20, DEEPEST_LEVEL, 500_000, 100_000, 1_000, 1_000, 10_000, 200);

    public GedcomLimits {
        if (bytes < 1
                || lineCharacters < 1
                || valueCharacters < 1
                || depth < 1
                || records < 1
                || structures < 1
                || problems < 0
                || unknownTags < 0
                || archiveEntries < 1
                || archiveRatio < 1) throw new IllegalArgumentException("a limit must be positive");
        if (depth > DEEPEST_LEVEL)
            throw new IllegalArgumentException("depth must be at most " + DEEPEST_LEVEL + ", not " + depth);
    }

    public GedcomLimits withBytes(long most) {
        return new GedcomLimits(
                most,
                lineCharacters,
                valueCharacters,
                depth,
                records,
                structures,
                problems,
                unknownTags,
                archiveEntries,
                archiveRatio);
    }

    public GedcomLimits withRecords(int most) {
        return new GedcomLimits(
                bytes,
                lineCharacters,
                valueCharacters,
                depth,
                most,
                structures,
                problems,
                unknownTags,
                archiveEntries,
                archiveRatio);
    }
}
