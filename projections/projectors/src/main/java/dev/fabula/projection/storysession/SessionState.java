package dev.fabula.projection.storysession;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a session can go on. */
enum SessionState {
    ACTIVE,
    /** By somebody. */
    ENDED,
    /** Because nothing happened for long. */
    EXPIRED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    String wireName() {
        return wireName;
    }
}
