package dev.fabula.contracts.ai;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whom a text is for: what may be said differs. */
public enum AgeTier {
    /** Up to 12 years. */
    CHILD,
    /** 13 to 17 years. */
    TEEN,
    ADULT;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
