package dev.fabula.query.search;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** By what things are found. */
enum Mode {
    /** By their words. */
    KEYWORD,
    /** By what they mean. */
    SEMANTIC,
    /** By both. */
    HYBRID;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean byWords() {
        return this != SEMANTIC;
    }

    boolean byMeaning() {
        return this != KEYWORD;
    }
}
