package dev.fabula.contracts.ai;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a caller prefers where several models could answer. */
public enum Quality {
    /** The best text, whatever it takes. */
    HIGH,
    /** The soonest answer. */
    FAST,
    /** The lowest price. */
    CHEAP,
    /** What has done best lately by rating, latency and price together. */
    ADAPTIVE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
