package dev.fabula.gedcom;

import org.jspecify.annotations.Nullable;

/** The versions that are read; 5.5.1 and 7.0 are written too. */
public enum GedcomVersion {
    V5_5("5.5"),
    V5_5_1("5.5.1"),
    V7_0("7.0");

    private final String number;

    GedcomVersion(String number) {
        this.number = number;
    }

    /** As in the header's GEDC.VERS. */
    public String number() {
        return number;
    }

    public boolean isSeven() {
        return this == V7_0;
    }

    /**
     * The version that reads what a header names: 7.0.14 is read as 7.0, and any other 5.x as 5.5.1, whose tags include those of all before.
     *
     * @return null where it is none of these
     */
    static @Nullable GedcomVersion named(String text) {
        String version = text.strip();
        if (version.equals("5.5")) return V5_5;
        if (version.equals("5") || version.startsWith("5.")) return V5_5_1;
        if (version.equals("7") || version.startsWith("7.")) return V7_0;
        return null;
    }
}
