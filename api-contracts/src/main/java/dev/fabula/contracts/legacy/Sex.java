package dev.fabula.contracts.legacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** As GEDCOM 7 has it: U where it is not known, X where it is neither. */
public enum Sex {
    MALE,
    FEMALE,
    OTHER,
    UNKNOWN;

    /** The name as it is stored and sent. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
