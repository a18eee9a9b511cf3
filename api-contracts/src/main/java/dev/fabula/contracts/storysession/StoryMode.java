package dev.fabula.contracts.storysession;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who plays. */
public enum StoryMode {
    SOLO,
    COLLABORATIVE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
