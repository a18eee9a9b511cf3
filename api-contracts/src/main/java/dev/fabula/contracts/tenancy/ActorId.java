package dev.fabula.contracts.tenancy;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who acts: the subject of a token, unique within its issuer. At most 255 characters. */
public record ActorId(@JsonValue String value) {
    @Override
    public String toString() {
        return value;
    }
}
