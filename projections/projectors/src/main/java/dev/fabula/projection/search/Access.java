package dev.fabula.projection.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who finds a text. */
enum Access {
    /** All who may read the legacy. */
    READERS,
    /** Those who may read drafts of the story. */
    DRAFT,
    /** Its owner alone. */
    OWNER,
    /** Nobody: it was removed, or another one is shown in its place. */
    NOBODY;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
