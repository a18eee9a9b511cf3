package dev.fabula.query.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can be found. */
enum Kind {
    STORY,
    PERSON,
    SESSION;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
