package dev.fabula.query.kinship;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person's sex as GEDCOM 7 records it. It chooses between the forms of a word and nothing else. */
public enum Sex {
    MALE,
    FEMALE,
    /** X: neither. */
    OTHER,
    /** U, or not recorded. */
    UNKNOWN;

    /**
     * @param code M, F, X or U, as in GEDCOM; nothing where it is not recorded
     * @return {@link #UNKNOWN} for anything else: a strange code in someone's data is no reason not to answer
     */
    public static Sex of(@Nullable String code) {
        return switch (code) {
            case "M" -> MALE;
            case "F" -> FEMALE;
            case "X" -> OTHER;
            case null, default -> UNKNOWN;
        };
    }

    /** As it stands in answers: lower case, with dashes. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
