package dev.fabula.contracts.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a text is that vectors are of. */
public enum TextKind {
    /** A revision of a written story. */
    STORY,
    /** A telling of a beat of a story session. */
    BEAT;

    /** The name as it is stored and sent. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
