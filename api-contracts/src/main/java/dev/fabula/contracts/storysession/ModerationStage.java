package dev.fabula.contracts.storysession;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which text moderation refused. */
public enum ModerationStage {
    /** What the person wrote. */
    INPUT,
    /** What the model wrote. */
    OUTPUT;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String wireName() {
        return wireName;
    }
}
