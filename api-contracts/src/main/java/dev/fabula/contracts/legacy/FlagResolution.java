package dev.fabula.contracts.legacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What came of a flag. */
public enum FlagResolution {
    DISMISSED,
    REVISED,
    REMOVED;

    /** The name as it is stored and sent. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
