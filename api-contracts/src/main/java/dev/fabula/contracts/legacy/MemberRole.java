package dev.fabula.contracts.legacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a member may do, the most first; each may what those after it may. */
public enum MemberRole {
    OWNER,
    EDITOR,
    CONTRIBUTOR,
    VIEWER;

    /** The name as it is stored and sent. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
