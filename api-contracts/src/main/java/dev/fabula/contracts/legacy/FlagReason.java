package dev.fabula.contracts.legacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a story should be looked at. */
public enum FlagReason {
    INACCURATE,
    OFFENSIVE,
    PRIVACY,
    COPYRIGHT,
    OTHER;

    /** The name as it is stored and sent. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
