package dev.fabula.contracts.legacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a child belongs to a parent. */
public enum Pedigree {
    BIRTH,
    ADOPTED,
    FOSTER,
    STEP,
    SEALING,
    OTHER;

    /** The name as it is stored and sent. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
