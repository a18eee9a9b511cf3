package dev.fabula.contracts.storysession;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a beat is asked for. */
public enum RequestReason {
    /** The first beat of a story. */
    START,
    /** The next one, after a choice. */
    CONTINUE,
    /** Another way to tell the current one. */
    REGENERATE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
