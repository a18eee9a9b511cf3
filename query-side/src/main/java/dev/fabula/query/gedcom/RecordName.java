package dev.fabula.query.gedcom;

import org.jspecify.annotations.Nullable;

/** What a record of a file is called, once all that have a name of their own have it; nothing while it is not exported. */
public final class RecordName {

    private @Nullable String xref;

    /** With its at signs. */
    public @Nullable String xref() {
        return xref;
    }

    public String required() {
        if (xref == null) {
            throw new IllegalStateException("a record is written that was not named");
        }
        return xref;
    }

    void is(String name) {
        xref = name;
    }
}
