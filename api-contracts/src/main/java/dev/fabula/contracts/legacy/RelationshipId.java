package dev.fabula.contracts.legacy;

import com.fasterxml.jackson.annotation.JsonValue;

/** A ULID, 26 characters. */
public record RelationshipId(@JsonValue String value) {
    @Override
    public String toString() {
        return value;
    }
}
