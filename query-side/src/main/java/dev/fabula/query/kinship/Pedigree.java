package dev.fabula.query.kinship;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a child belongs to a parent: PEDI of GEDCOM 7, and step. Where a link is recorded several times, the first of
 * these is the one that counts: what is said beats what is not, and the nearest of what is said.
 */
public enum Pedigree {
    BIRTH(RelationKind.BLOOD),
    ADOPTED(RelationKind.ADOPTIVE),
    FOSTER(RelationKind.FOSTER),
    STEP(RelationKind.STEP),
    SEALING(RelationKind.SEALED),
    OTHER(RelationKind.SOCIAL),
    /** Not recorded, and read as birth. */
    UNKNOWN(RelationKind.BLOOD);

    private final RelationKind kind;

    Pedigree(RelationKind kind) {
        this.kind = kind;
    }

    RelationKind kind() {
        return kind;
    }

    /**
     * @param code a name of these in any case, as in GEDCOM; nothing where it is not recorded
     * @return {@link #OTHER} for what is none of them
     */
    public static Pedigree of(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return UNKNOWN;
        }
        String name = code.strip().toUpperCase(Locale.ROOT);
        for (Pedigree pedigree : values()) {
            if (pedigree.name().equals(name)) {
                return pedigree;
            }
        }
        return OTHER;
    }
}
