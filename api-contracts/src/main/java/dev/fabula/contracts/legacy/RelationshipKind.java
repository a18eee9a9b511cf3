package dev.fabula.contracts.legacy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What joins two people. */
public enum RelationshipKind {
    /** From the parent to the child. */
    PARENT_CHILD,
    PARTNER,
    /** From whom it is told of to whom they had something to do with: a godparent, a witness. */
    ASSOCIATION;

    /** The name as it is stored and sent. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
