package dev.fabula.contracts.storysession;

import com.fasterxml.jackson.annotation.JsonValue;

/** A ULID, 26 characters. */
public record StorySessionId(@JsonValue String value) {
    @Override
    public String toString() {
        return value;
    }
}
