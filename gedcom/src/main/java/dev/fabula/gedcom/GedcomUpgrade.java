package dev.fabula.gedcom;

import java.util.Collection;

/** Turns the records of a file into those of version 7.0, one by one, whatever version it has. */
public final class GedcomUpgrade {
    private final Conversion conversion;

    private GedcomUpgrade(Conversion conversion) {
        this.conversion = conversion;
    }

    /**
     * For the records that follow a header.
     *
     * @param extensions the tags of no version that the records have, for the header to declare
     * @throws GedcomException if the header names a version that is not known
     */
    public static GedcomUpgrade of(GedcomStructure head, Collection<String> extensions) {
        return new GedcomUpgrade(Conversion.of(head, GedcomVersion.V7_0, extensions));
    }

    public GedcomStructure convert(GedcomStructure record) {
        return conversion.convert(record);
    }
}
