package dev.fabula.contracts.legacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody has said of whether a person lives; unsaid, it is inferred from what is known. */
public enum LivingStatus {
    LIVING,
    DECEASED,
    INFERRED;

    /** The name as it is stored and sent. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
