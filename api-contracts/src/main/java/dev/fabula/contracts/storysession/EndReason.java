package dev.fabula.contracts.storysession;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why somebody ended a story. */
public enum EndReason {
    COMPLETED,
    ABANDONED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
