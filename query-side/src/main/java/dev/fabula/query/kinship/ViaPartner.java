package dev.fabula.query.kinship;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where on the way from one person to the other there are partners. */
public enum ViaPartner {
    NONE,
    /** A relative of the partner: a husband's aunt. */
    FIRST,
    /** The partner of a relative: an aunt's husband. */
    LAST,
    /** The partner of a relative of the partner: a husband's brother's wife. Partners themselves, too. */
    BOTH,
    /** Between two lines: a step-sister, a son's mother-in-law. */
    MIDDLE;

    /** As it stands in answers: lower case, with dashes. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
