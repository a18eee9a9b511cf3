package dev.fabula.query.kinship;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What two partners are to each other. Where several are recorded of the same two, the first of these counts. */
public enum Bond {
    SPOUSE,
    PARTNER,
    EX_SPOUSE,
    EX_PARTNER,
    /** Parents of the same child of whom nothing else is recorded. */
    CO_PARENT;

    /**
     * @param ended while both lived, as by divorce: a death does not make anyone an ex-husband
     */
    static Bond of(boolean married, boolean ended) {
        if (married) {
            return ended ? EX_SPOUSE : SPOUSE;
        }
        return ended ? EX_PARTNER : PARTNER;
    }

    /** As it stands in answers: lower case, with dashes. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
